// Package figure reads the figures of news prose: numbers, money, shares, changes,
// measures, durations, rates, ages, ordinals, scores, ranges, dates and times of day.
// It reads English.
//
//   - [Parse] says what a text that a reader marked as a figure is.
//   - [Find] finds the figures that a text holds.
//   - [Format] writes a quantity so that Parse reads it back.
//   - [Relate] proposes ties between the figures of a text.
//
// # What is read
//
// Values are exact: rationals until they are written as decimals. Digits may be grouped
// ("1,234.5", "1.234,5", "40 000", "12,34,567"), words may be mixed with them ("3 million
// and a half"), and a scale is a part of the number: "€21bn" is 21000000000. Where two
// numbers share a scale or a unit it is of both: "from 3 to 5 million", "3–5%".
//
// What cannot be read is left empty, and what is vague stays vague: "hundreds" has no
// number. Where a text does not say which of several things it means, this is what is
// read:
//
//   - A bare "$" or "dollars" is USD, "£" or "pounds" GBP, "cents" a hundredth of a USD;
//     "pounds" are a weight unless the number is in thousands or more, or words near by
//     speak of money. "francs", "pesos" or "dinars" of no country have no currency, and
//     keep their name as the unit's text. Parts count in the whole: "480 pence" is 4.8 GBP.
//   - "nearly" and "almost" say that a number is approximate, not on which side of it the
//     figure lies. "within" and "up to" say at most. "over" before a duration may mean
//     during, and says nothing.
//   - A number in per cent is a share, unless words around it say that something moved by
//     it: "rose 3%", "a 3% rise". "rose to 3%" is a share. Points are always a change.
//   - Speeds are measures; other amounts for each of something are rates. Of "3 per 100,000
//     people" the unit is "/100000" in UCUM.
//   - "40s" is a decade, or temperatures, more often than seconds, and is not read; so are
//     names of one digit and a letter ("5G", "3D").
//   - A bare number from 1900 to 2099 is a year unless it counts the next word.
//   - "11/04/2025" is a date that is not known, as either number may be the month.
//   - A hyphen between two numbers is a range where they rise and a score where they fall,
//     or where words near by speak of a match or a vote.
//
// # Time
//
// Times that are relative ("Friday", "April 4", "last month", "within 24 hours", "three
// years ago") are resolved against the article's date, and say so in Base; without it
// they have a type and no time. A weekday is the last one, up to the article's own day,
// or the next one where the words before it speak of what will be; "every Friday" and the
// names of days ("Good Friday") are no day of the week, and not read. A day or month without
// a year is the one nearest to the article. A week is Monday to Sunday; "the past week" are
// the seven days up to the article's. "early", "mid-" and "late" are thirds: "mid-2022" is
// May to August. What is so many units ago is known to the unit: "three years ago" is a
// year. A time zone becomes the unit's text.
//
// # Where a figure begins and ends
//
// A figure takes in its number, the words that compare or approximate it, its unit or
// currency, and what it is for each of: "more than four hours", "about €21bn", "60 a day",
// "four-hour-long", "45-year-old". It takes in what is counted where that is the very
// next word ("19 people", "19-member"); where other words stand between, it ends with
// the number, and what is counted is still known ("[two] senior officials"). Two numbers
// that are one range are one figure, with what introduces them: "between 3 and 5". Before
// a time, "since", "until" and "by" belong to it, "in" and "on" do not.
//
// # What is not found
//
// Find is for an audit, so it leaves out what is surely or mostly no figure: "one" as a
// pronoun or an article, "first", names ("MH17", "COVID-19", "Boeing 737", "Gang of Eight",
// "Super Tuesday"), "9/11" and "24/7", numbers of telephones, versions, lists and addresses
// on the web, and vague words that are not made of numbers ("many", "a few"). Parse reads
// most of these when they are marked.
package figure
