//! The page's data as the script reads it: `page.js` names every field of these lists where it takes them apart.

use super::Pictures;
use super::json::Json;
use crate::report::page::{
    FigureState, Made, Page, PageCell, PageGroup, PageIndicator, PageMessage, PageTable, PageUnit,
    Place, Shade, UnitFigure, UnitTask, UnitYear,
};

/// The whole data.
pub(super) fn of_page(page: &Page, pictures: &Pictures) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.key("title").text(&page.title);
        json.key("words").object(|json| {
            for (key, word) in &page.words {
                json.key(key).text(word);
            }
        });
        json.key("periods").each(&page.periods, |json, period| {
            json.text(period);
        });
        json.key("indicators").each(&page.indicators, indicator);
        json.key("lines").each(&page.lines, |json, line| {
            json.list(|json| {
                json.number(line.indicator);
                if let Some((short, full)) = &line.class {
                    json.text(short).text(full);
                }
            });
        });
        json.key("standings")
            .each(&page.standings, |json, (said, own)| {
                json.list(|json| {
                    json.text(said).number(shade(*own));
                });
            });
        json.key("groups")
            .each(page.groups.iter().enumerate(), |json, (at, own)| {
                group(json, own, at, pictures);
            });
        json.key("units").each(&page.units, unit);
        json.key("files").each(&page.files, |json, file| {
            json.list(|json| {
                json.text(&file.name).text(&file.href);
            });
        });
        json.key("sheets").each(&page.sheets, |json, sheet| {
            json.text(sheet);
        });
        json.key("texts").each(&page.texts, |json, text| {
            json.text(text);
        });
    });
    json.finish()
}

fn shade(shade: Shade) -> usize {
    match shade {
        Shade::Plain => 0,
        Shade::Good => 1,
        Shade::Warning => 2,
        Shade::Bad => 3,
        Shade::Muted => 4,
    }
}

fn indicator(json: &mut Json, own: &PageIndicator) {
    json.list(|json| {
        json.text(&own.label)
            .text(&own.unit)
            .number(usize::from(own.is_part));
        json.list(|json| match own.made {
            Made::Sum => {
                json.text("s");
            }
            Made::Mean => {
                json.text("m");
            }
            Made::WeightedMean(weight) => {
                json.text("w").number(weight);
            }
            Made::Ratio(above, below) => {
                json.text("r").number(above).number(below);
            }
            Made::Classes => {
                json.text("c");
            }
        });
    });
}

fn place(json: &mut Json, place: Option<&Place>) {
    match place {
        Some(place) => json.list(|json| {
            json.number(place.file).place(place.sheet).text(&place.cell);
        }),
        None => json.null(),
    };
}

fn group(json: &mut Json, own: &PageGroup, at: usize, pictures: &Pictures) {
    json.object(|json| {
        json.key("id").text(&own.id);
        json.key("name").text(&own.name);
        json.key("current").number(usize::from(own.is_current));
        json.key("returns").text(&own.returns);
        json.key("coverage").list(|json| {
            json.number(own.coverage.0).number(own.coverage.1);
        });
        json.key("enough").number(usize::from(own.is_enough));
        json.key("missing").each(&own.missing, |json, unit| {
            json.number(*unit);
        });
        json.key("headlines").each(&own.headlines, |json, it| {
            json.list(|json| {
                json.number(it.line).text(&it.change);
                json.number(shade(it.shade)).text(&it.doubt);
            });
        });
        json.key("figures").each(&own.figures, |json, figures| {
            json.each(figures, |json, it| {
                json.list(|json| {
                    json.number(it.line).text(&it.shown);
                    json.number(it.counted as usize);
                    json.number(it.expected as usize);
                    json.number(usize::from(it.is_enough)).place(it.doubt);
                });
            });
        });
        json.key("changes").each(&own.changes, |json, it| {
            json.list(|json| {
                json.number(it.line).text(&it.shown);
                json.number(shade(it.shade)).number(it.counted as usize);
            });
        });
        json.key("pledges").each(&own.pledges, |json, it| {
            json.list(|json| {
                for count in [it.indicator, it.pledged, it.met, it.missed, it.open] {
                    json.number(count);
                }
                json.text(&it.rate);
            });
        });
        chapters(json, own, at, pictures);
    });
}

fn chapters(json: &mut Json, own: &PageGroup, at: usize, pictures: &Pictures) {
    let chapters = own.chapters.iter().enumerate();
    json.key("chapters").each(chapters, |json, (number, it)| {
        json.object(|json| {
            json.key("title").text(&it.title);
            json.key("lines").each(&it.lines, |json, line| {
                json.number(*line);
            });
            json.key("pledges").number(usize::from(it.has_pledges));
            let messages = it.messages.iter().enumerate();
            json.key("messages").each(messages, |json, (place, said)| {
                let picture = pictures.get(&(at, number, place));
                message(json, said, picture.map(String::as_str));
            });
        });
    });
}

fn message(json: &mut Json, own: &PageMessage, picture: Option<&str>) {
    let texts = |json: &mut Json, text: &String| {
        json.text(text);
    };
    json.object(|json| {
        json.key("text").text(&own.text);
        json.key("sentences").each(&own.sentences, texts);
        json.key("notes").each(&own.notes, texts);
        json.key("source").text(&own.source);
        if let Some(picture) = picture {
            json.key("picture").text(picture);
        }
        if let Some(own) = &own.table {
            json.key("table");
            table(json, own);
        }
    });
}

fn table(json: &mut Json, own: &PageTable) {
    json.object(|json| {
        json.key("caption").text(&own.caption);
        json.key("columns")
            .each(&own.columns, |json, (title, is_number)| {
                json.list(|json| {
                    json.text(title).number(usize::from(*is_number));
                });
            });
        json.key("rows").each(&own.rows, |json, row| {
            json.each(row, cell);
        });
    });
}

fn cell(json: &mut Json, own: &PageCell) {
    json.list(|json| {
        json.text(&own.text);
        if own.shade != Shade::Plain || own.place.is_some() {
            json.number(shade(own.shade));
            place(json, own.place.as_ref());
        }
    });
}

fn unit(json: &mut Json, own: &PageUnit) {
    let texts = |json: &mut Json, text: &String| {
        json.text(text);
    };
    json.list(|json| {
        json.text(&own.id)
            .number(usize::from(own.has_code))
            .text(&own.name);
        json.each(&own.other_names, texts).text(&own.kind);
        json.each(&own.years, year);
        json.each(&own.pledges, |json, it| {
            json.list(|json| {
                json.number(it.indicator);
                for part in [&it.pledged, &it.reached, &it.verdict, &it.gap] {
                    cell(json, part);
                }
            });
        });
        json.each(&own.points, |json, it| {
            json.list(|json| {
                json.number(it.criterion).text(&it.own).text(&it.cluster);
                place(json, Some(&it.place));
            });
        });
        json.each(&own.awards, |json, it| {
            json.list(|json| {
                json.text(&it.award);
                place(json, it.place.as_ref());
            });
        });
        json.each(&own.tasks, task).number(own.more_tasks);
        json.each(&own.changes, texts);
    });
}

fn task(json: &mut Json, own: &UnitTask) {
    json.list(|json| {
        json.number(usize::from(own.is_error)).place(own.period);
        json.number(own.title).text(&own.message);
        place(json, own.place.as_ref());
    });
}

fn year(json: &mut Json, own: &UnitYear) {
    json.list(|json| {
        match own.cluster {
            Some(cluster) => json.number(cluster),
            None => json.null(),
        };
        json.number(own.standing);
        json.each(&own.files, |json, (file, said, own)| {
            json.list(|json| {
                json.number(*file).text(said).number(shade(*own));
            });
        });
        match &own.rank {
            Some(rank) => json.list(|json| {
                json.number(rank.rank as usize);
                json.number(usize::from(rank.is_tied)).number(rank.of);
                json.text(&rank.score).number(rank.basis);
                if let Some((label, at)) = &rank.of_school_year {
                    json.text(label);
                    place(json, at.as_ref());
                }
            }),
            None => json.null(),
        };
        blocks(json, &own.figures);
    });
}

/// Figures of one sheet after another stand together.
fn blocks(json: &mut Json, figures: &[UnitFigure]) {
    let sheet = |figure: &UnitFigure| figure.place.as_ref().map(|it| (it.file, it.sheet));
    let mut sorted: Vec<&UnitFigure> = figures.iter().collect();
    sorted.sort_by_key(|figure| (sheet(figure).is_none(), sheet(figure), figure.indicator));
    let blocks = sorted.chunk_by(|one, next| sheet(one) == sheet(next));
    json.each(blocks, |json, block| {
        json.list(|json| {
            let place = sheet(block[0]);
            json.place(place.map(|(file, _)| file));
            json.place(place.and_then(|(_, sheet)| sheet));
            json.each(block, |json, it| figure(json, it));
        });
    });
}

fn figure(json: &mut Json, own: &UnitFigure) {
    let state = match own.state {
        FigureState::Counts => 0,
        FigureState::Remarked => 1,
        FigureState::Doubtful => 2,
        FigureState::Held => 3,
        FigureState::LeftOut => 4,
    };
    json.list(|json| {
        let cell = own.place.as_ref().map_or("", |place| &place.cell);
        json.number(own.indicator).text(&own.shown).text(cell);
        let stood = stood(own);
        if stood != Stood::AsDigits || state > 0 {
            match stood {
                Stood::AsDigits => json.number(0),
                Stood::AsShown => json.number(1),
                Stood::Otherwise => json.text(&own.raw),
            };
        }
        if state > 0 {
            json.number(state);
            if let Some(remark) = own.remark {
                json.number(remark);
            }
        }
    });
}

/// How a text as it stood is told from the figure as it is shown.
#[derive(PartialEq, Eq)]
enum Stood {
    /// The same digits without separators.
    AsDigits,
    /// The same text.
    AsShown,
    /// Another text.
    Otherwise,
}

fn stood(own: &UnitFigure) -> Stood {
    let digits = own.shown.replace('.', "").replace(',', ".");
    if own.raw == digits.replace('−', "-") {
        Stood::AsDigits
    } else if own.raw == own.shown {
        Stood::AsShown
    } else {
        Stood::Otherwise
    }
}
