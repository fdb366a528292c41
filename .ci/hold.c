// Holds files open as Excel does, so that others can read them and nothing else, until its input ends: hold.exe FILE…
// A part of .ci/wine.
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **names) {
  for (int at = 1; at < count; at++) {
    HANDLE file = CreateFileW(names[at], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) {
      fprintf(stderr, "cannot open file %d: %lu\n", at, GetLastError());
      return 1;
    }
  }
  puts("held");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
