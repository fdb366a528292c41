#!/usr/bin/env bash
# Makes the pictures of the guide from the demonstration: docs/huong-dan/anh.sh [PROGRAM]
# PROGRAM is tonghop, by default where cargo puts it. Needs LibreOffice (soffice), poppler (pdftoppm, pdftotext), and for the
# pictures of the page (anh-trang) a Python with playwright and Pillow, called by PYTHON, and Chromium.
# A picture is a part of the first printed page on which a text stands; a text that is on none is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/tonghop}")
pictures=$PWD/docs/huong-dan/anh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$pictures"

run() { "$program" "$@" --output "$work/output" >/dev/null || [ $? -eq 1 ]; }

# Numbers are written as in Viet Nam.
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
XML

# paper FILE: prints an office file to a folder of its own in $work/paper, once, and says where it is.
paper() {
  local name folder
  name=$(basename "$1")
  folder=$work/paper/$(sha256sum "$1" | cut -c1-16)
  if ! [ -d "$folder" ]; then
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$folder" "$1" >/dev/null 2>&1
  fi
  echo "$folder/${name%.*}.pdf"
}

# picture NAME FILE TEXT HEIGHT [LEFT TOP WIDTH]: in per cent of the page's height and width.
picture() {
  local name=$1 pdf text=$3 height=$4 left=${5:-0} top=${6:-0} width=${7:-100} pages page=
  pdf=$(paper "$2")
  pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
  for number in $(seq "$pages"); do
    if pdftotext -f "$number" -l "$number" "$pdf" - | tr '\n' ' ' | grep -qF "$text"; then
      page=$number
      break
    fi
  done
  if [ -z "$page" ]; then
    echo "$name: no page of $2 says “$text”" >&2
    exit 1
  fi
  local w h
  read -r w h < <(pdfinfo -f "$page" -l "$page" "$pdf" | awk '/size:/ { print $4, $6; exit }')
  # 1,000 pixels across what is shown, at 72 points to the inch.
  local dpi
  dpi=$(awk -v w="$w" -v part="$width" 'BEGIN { printf "%d", 1000 * 72 * 100 / (w * part) }')
  local box
  read -r -a box < <(awk -v w="$w" -v h="$h" -v d="$dpi" -v l="$left" -v t="$top" -v pw="$width" -v ph="$height" \
    'BEGIN { s = d / 7200; printf "%d %d %d %d\n", w * s * l, h * s * t, w * s * pw, h * s * ph }')
  pdftoppm -png -singlefile -r "$dpi" -f "$page" -l "$page" -x "${box[0]}" -y "${box[1]}" -W "${box[2]}" -H "${box[3]}" \
    "$pdf" "$pictures/$name"
  local bytes
  bytes=$(stat -c %s "$pictures/$name.png")
  echo "$name.png: $((bytes / 1024)) KB"
  if [ "$bytes" -gt 153600 ]; then
    echo "$name.png is larger than 150 KB" >&2
    exit 1
  fi
}

# The first year: no register yet.
cp -r input "$work/first"
rm "$work/first/danh-muc.xlsx" "$work/first/dinh-chinh.xlsx"
"$program" init "$work/first" >/dev/null

# Every year: a run while one unit's file is missing, and one with it.
cp -r input "$work/input"
late="$work/input/2025/Cụm thi đua số 1/LG-105_2025.xlsx"
mv "$late" "$work/late.xlsx"
run run "$work/input"
cp -r "$work/output/nhac-nop" "$work/nhac-nop"
mv "$work/late.xlsx" "$late"
run run "$work/input"
run template "$work/input" --period 2026

picture phan-cum "$work/first/danh-muc.xlsx" "Vai trò" 42 0 3
picture tong-quan "$work/output/tong-hop.xlsx" "TỔNG HỢP SỐ LIỆU" 45 0 3
picture viec-can-xu-ly "$work/output/tong-hop.xlsx" "Không sửa tệp của đơn vị" 60 0 3
picture dinh-chinh "$work/output/dinh-chinh.xlsx" "Quyết định" 56 0 3
picture ten-goi "$work/output/dinh-chinh.xlsx" "Mỗi cách ghi chưa hiểu" 22 0 4
picture phieu-tra-loi "$work/output/tra-loi/2025/Công ty TNHH Một thành viên Thủy lợi Hạ Lam.xlsx" "PHIẾU TRẢ LỖI" 36 0 3
picture bieu-mau "$work/output/mau-bieu-2026/Cụm thi đua số 1/Công ty Điện lực Lam Giang.xlsx" "Đơn vị báo cáo" 45
picture thong-bao "$work/nhac-nop/2025/Cụm thi đua số 1.docx" "THÔNG BÁO" 45 0 5
picture thay-doi "$work/output/thay-doi.xlsx" "Vì sao" 36 0 3

"${PYTHON:-python3}" docs/huong-dan/anh-trang "$program" "$pictures"
