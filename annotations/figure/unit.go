package figure

import "pressmark/annotations"

// A unit is one of measurement.
type unit struct {
	code  string                 // UCUM; "": it has none there
	forms string                 // how texts have it: see forms
	type_ annotations.FigureType // of a figure in this unit
	sub   string                 // the code of the unit that may follow: of feet, inches
	ratio int64                  // how many of those make one of this
}

// units lists the units. Speeds and rates of flow have entries of their own where
// texts have words or signs for them; other rates are composed.
var units = []unit{
	{code: "%", forms: "%|percent|per cent|per-cent|pct|percents|percentage", type_: annotations.Share},
	{code: "[ppth]", forms: "‰|per mille|per mil", type_: annotations.Share},
	{forms: "percentage point~|percent point~|per cent point~|percentage-point~|% point~|pp|ppt~|pps", type_: annotations.Growth},
	{forms: "basis point~|basis-point~|bp|bps", type_: annotations.Growth},

	{code: "ns", forms: "nanosecond~|ns", type_: annotations.Duration},
	{code: "us", forms: "microsecond~|μs|µs", type_: annotations.Duration},
	{code: "ms", forms: "millisecond~|msec~|ms", type_: annotations.Duration},
	{code: "s", forms: "second~|sec~|=s", type_: annotations.Duration},
	{code: "min", forms: "minute~|min~", type_: annotations.Duration, sub: "s", ratio: 60},
	{code: "h", forms: "hour~|hr~|=h", type_: annotations.Duration, sub: "min", ratio: 60},
	{code: "d", forms: "day~", type_: annotations.Duration, sub: "h", ratio: 24},
	{code: "wk", forms: "week~|wk~", type_: annotations.Duration, sub: "d", ratio: 7},
	{forms: "fortnight~", type_: annotations.Duration},
	{code: "mo", forms: "month~|mo|mos|mth~", type_: annotations.Duration},
	{code: "a", forms: "year~|yr~", type_: annotations.Duration, sub: "mo", ratio: 12},
	{forms: "business day~|working day~|trading day~|school day~|weekday~", type_: annotations.Duration},
	{forms: "night~", type_: annotations.Duration},
	{forms: "weekend~", type_: annotations.Duration},
	{forms: "academic year~|school year~|fiscal year~", type_: annotations.Duration},
	{forms: "decade~", type_: annotations.Duration},
	{forms: "century|centuries", type_: annotations.Duration},
	{forms: "millennium|millennia|millenniums", type_: annotations.Duration},

	{code: "pm", forms: "picometer~|picometre~", type_: annotations.Measure},
	{code: "nm", forms: "nanometer~|nanometre~|nm", type_: annotations.Measure},
	{code: "um", forms: "micrometer~|micrometre~|micron~|μm|µm", type_: annotations.Measure},
	{code: "mm", forms: "millimeter~|millimetre~|mm", type_: annotations.Measure},
	{code: "cm", forms: "centimeter~|centimetre~|cm|cms", type_: annotations.Measure},
	{code: "dm", forms: "decimeter~|decimetre~|dm", type_: annotations.Measure},
	{code: "m", forms: "meter~|metre~|=m", type_: annotations.Measure, sub: "cm", ratio: 100},
	{code: "dam", forms: "decameter~|decametre~|dekameter~", type_: annotations.Measure},
	{code: "hm", forms: "hectometer~|hectometre~", type_: annotations.Measure},
	{code: "km", forms: "kilometer~|kilometre~|km|kms|klick~", type_: annotations.Measure},
	{code: "[in_i]", forms: "inch|inches|=in|″|\"", type_: annotations.Measure},
	{code: "[ft_i]", forms: "foot|feet|ft|′", type_: annotations.Measure, sub: "[in_i]", ratio: 12},
	{code: "[yd_i]", forms: "yard~|yd~", type_: annotations.Measure, sub: "[ft_i]", ratio: 3},
	{code: "[mi_i]", forms: "mile~|mi", type_: annotations.Measure},
	{code: "[nmi_i]", forms: "nautical mile~|nmi|sea mile~", type_: annotations.Measure},
	{code: "[fth_i]", forms: "fathom~", type_: annotations.Measure},
	{code: "[fur_us]", forms: "furlong~", type_: annotations.Measure},
	{code: "[ly]", forms: "light year~|light-year~", type_: annotations.Measure},
	{code: "AU", forms: "astronomical unit~", type_: annotations.Measure},
	{code: "[pnt]", forms: "=pt", type_: annotations.Measure},

	{code: "mm2", forms: "square millimeter~|square millimetre~|sq mm|mm²|mm2", type_: annotations.Measure},
	{code: "cm2", forms: "square centimeter~|square centimetre~|sq cm|cm²|cm2", type_: annotations.Measure},
	{code: "m2", forms: "square meter~|square metre~|sq m|sq. m|sq.m|sqm|m²|m2|square-meter~|square-metre~", type_: annotations.Measure},
	{code: "km2", forms: "square kilometer~|square kilometre~|sq km|sq. km|sqkm|km²|km2|square-kilometer~|square-kilometre~", type_: annotations.Measure},
	{code: "har", forms: "hectare~|ha", type_: annotations.Measure},
	{code: "[acr_us]", forms: "acre~", type_: annotations.Measure},
	{code: "[sin_i]", forms: "square inch|square inches|sq in|sq. in|sq. in.|in²|square-inch", type_: annotations.Measure},
	{code: "[sft_i]", forms: "square foot|square feet|sq ft|sq. ft|sq. ft.|sqft|ft²|ft2|square-foot", type_: annotations.Measure},
	{code: "[syd_i]", forms: "square yard~|sq yd~|yd²", type_: annotations.Measure},
	{code: "[smi_us]", forms: "square mile~|sq mi|sq. mi|sq. mi.|mi²|square-mile~", type_: annotations.Measure},

	{code: "mm3", forms: "cubic millimeter~|cubic millimetre~|mm³", type_: annotations.Measure},
	{code: "cm3", forms: "cubic centimeter~|cubic centimetre~|cm³|cm3|=cc", type_: annotations.Measure},
	{code: "m3", forms: "cubic meter~|cubic metre~|cu m|m³|m3", type_: annotations.Measure},
	{code: "km3", forms: "cubic kilometer~|cubic kilometre~|km³", type_: annotations.Measure},
	{code: "[cin_i]", forms: "cubic inch|cubic inches|cu in|in³", type_: annotations.Measure},
	{code: "[cft_i]", forms: "cubic foot|cubic feet|cu ft|cu. ft|cu. ft.|ft³", type_: annotations.Measure},
	{code: "[cyd_i]", forms: "cubic yard~|cu yd~", type_: annotations.Measure},
	{code: "[cmi_i]", forms: "cubic mile~", type_: annotations.Measure},
	{code: "uL", forms: "microliter~|microlitre~|μl|µl", type_: annotations.Measure},
	{code: "mL", forms: "milliliter~|millilitre~|ml|mls", type_: annotations.Measure},
	{code: "cL", forms: "centiliter~|centilitre~|cl", type_: annotations.Measure},
	{code: "dL", forms: "deciliter~|decilitre~|dl", type_: annotations.Measure},
	{code: "L", forms: "liter~|litre~|=l|=L", type_: annotations.Measure},
	{code: "hL", forms: "hectoliter~|hectolitre~|hl", type_: annotations.Measure},
	{code: "[gal_us]", forms: "gallon~|gal|gals", type_: annotations.Measure},
	{code: "[qt_us]", forms: "quart~|qt|qts", type_: annotations.Measure},
	{code: "[pt_us]", forms: "pint~", type_: annotations.Measure},
	{code: "[cup_us]", forms: "cup~", type_: annotations.Measure},
	{code: "[tbs_us]", forms: "tablespoon~|tbsp~", type_: annotations.Measure},
	{code: "[tsp_us]", forms: "teaspoon~|tsp~", type_: annotations.Measure},
	{code: "[foz_us]", forms: "fluid ounce~|fl oz|fl. oz|fl. oz.", type_: annotations.Measure},
	{code: "[fdr_us]", forms: "fluid dram~", type_: annotations.Measure},
	{code: "[bbl_us]", forms: "barrel~|bbl~|barrel~ of oil|barrel~ of crude|barrel~ of crude oil", type_: annotations.Measure},
	{code: "[bu_us]", forms: "bushel~", type_: annotations.Measure},
	{code: "[pk_us]", forms: "peck~", type_: annotations.Measure},
	{forms: "barrel~ of oil equivalent|boe", type_: annotations.Measure},
	{forms: "acre-foot|acre-feet|acre foot|acre feet", type_: annotations.Measure},

	{code: "ng", forms: "nanogram~|ng", type_: annotations.Measure},
	{code: "ug", forms: "microgram~|μg|µg|mcg", type_: annotations.Measure},
	{code: "mg", forms: "milligram~|milligramme~|mg|mgs", type_: annotations.Measure},
	{code: "g", forms: "gram~|gramme~|=g|gm|gms", type_: annotations.Measure},
	{code: "kg", forms: "kilogram~|kilogramme~|kilo~|kg|kgs", type_: annotations.Measure},
	{code: "t", forms: "tonne~|metric ton~|metric tonne~|=t", type_: annotations.Measure},
	{code: "kt", forms: "kiloton~|kilotonne~|=kt", type_: annotations.Measure},
	{code: "Mt", forms: "megaton~|megatonne~|=Mt", type_: annotations.Measure},
	{code: "Gt", forms: "gigaton~|gigatonne~|=Gt", type_: annotations.Measure},
	{code: "[ston_av]", forms: "ton~|short ton~", type_: annotations.Measure},
	{code: "[lton_av]", forms: "long ton~|imperial ton~", type_: annotations.Measure},
	{code: "[lb_av]", forms: "pound~|lb~", type_: annotations.Measure, sub: "[oz_av]", ratio: 16},
	{code: "[oz_av]", forms: "ounce~|oz", type_: annotations.Measure},
	{code: "[oz_tr]", forms: "troy ounce~|ounce~ of gold|ounce~ of silver", type_: annotations.Measure},
	{code: "[stone_av]", forms: "stone|stones", type_: annotations.Measure, sub: "[lb_av]", ratio: 14},
	{code: "[gr]", forms: "grain~", type_: annotations.Measure},
	{code: "[dr_av]", forms: "dram~|drachm~|drachma~", type_: annotations.Measure},
	{code: "[pwt_tr]", forms: "pennyweight~", type_: annotations.Measure},
	{code: "[car_m]", forms: "carat~", type_: annotations.Measure},

	{code: "m/s", forms: "meter~ per second|metre~ per second|meter~ a second|metre~ a second|m/s|mps", type_: annotations.Measure},
	{code: "km/s", forms: "kilometer~ per second|kilometre~ per second|km/s", type_: annotations.Measure},
	{code: "km/h", forms: "kilometer~ per hour|kilometre~ per hour|kilometer~ an hour|kilometre~ an hour|km/h|kmh|km/hr|kph|kmph|km per hour|km an hour", type_: annotations.Measure},
	{code: "[mi_i]/h", forms: "mile~ per hour|mile~ an hour|mph|mi/h|mile-per-hour|mile-an-hour", type_: annotations.Measure},
	{code: "[kn_i]", forms: "knot~|kn", type_: annotations.Measure},
	{code: "[ft_i]/s", forms: "foot per second|feet per second|feet a second|ft/s|fps", type_: annotations.Measure},

	{code: "Cel", forms: "°C|° C|degree~ Celsius|degree~ centigrade|degree~ C|celsius|centigrade|° celsius|℃|deg C|=C", type_: annotations.Measure},
	{code: "[degF]", forms: "°F|° F|degree~ Fahrenheit|degree~ F|fahrenheit|° fahrenheit|℉|deg F|=F", type_: annotations.Measure},
	{code: "K", forms: "kelvin~|=K", type_: annotations.Measure},
	{code: "deg", forms: "°|degree~|deg", type_: annotations.Measure},
	{code: "rad", forms: "radian~|rad|rads", type_: annotations.Measure},
	{code: "circ", forms: "turn~|revolution~", type_: annotations.Measure},

	{code: "W", forms: "watt~|=W", type_: annotations.Measure},
	{code: "kW", forms: "kilowatt~|=kW|=KW", type_: annotations.Measure},
	{code: "MW", forms: "megawatt~|=MW", type_: annotations.Measure},
	{code: "GW", forms: "gigawatt~|=GW", type_: annotations.Measure},
	{code: "TW", forms: "terawatt~|=TW", type_: annotations.Measure},
	{code: "[HP]", forms: "horsepower|hp|bhp", type_: annotations.Measure},
	{code: "W.h", forms: "watt-hour~|watt hour~|=Wh", type_: annotations.Measure},
	{code: "kW.h", forms: "kilowatt-hour~|kilowatt hour~|kwh", type_: annotations.Measure},
	{code: "MW.h", forms: "megawatt-hour~|megawatt hour~|=MWh", type_: annotations.Measure},
	{code: "GW.h", forms: "gigawatt-hour~|gigawatt hour~|=GWh", type_: annotations.Measure},
	{code: "TW.h", forms: "terawatt-hour~|terawatt hour~|=TWh", type_: annotations.Measure},
	{code: "J", forms: "joule~|=J", type_: annotations.Measure},
	{code: "kJ", forms: "kilojoule~|kj", type_: annotations.Measure},
	{code: "cal", forms: "calorie~|cals", type_: annotations.Measure},
	{code: "kcal", forms: "kilocalorie~|kcal", type_: annotations.Measure},
	{code: "[Btu]", forms: "british thermal unit~|btu~", type_: annotations.Measure},
	{code: "N", forms: "newton~|=N", type_: annotations.Measure},
	{code: "V", forms: "volt~|=V", type_: annotations.Measure},
	{code: "kV", forms: "kilovolt~|kv", type_: annotations.Measure},
	{code: "A", forms: "ampere~|amp~", type_: annotations.Measure},
	{code: "Ohm", forms: "ohm~|Ω", type_: annotations.Measure},
	{code: "Pa", forms: "pascal~|=Pa", type_: annotations.Measure},
	{code: "kPa", forms: "kilopascal~|kpa", type_: annotations.Measure},
	{code: "mbar", forms: "millibar~|mbar", type_: annotations.Measure},
	{code: "bar", forms: "bar", type_: annotations.Measure},
	{code: "[psi]", forms: "psi|pound~ per square inch", type_: annotations.Measure},
	{code: "Hz", forms: "hertz|=Hz", type_: annotations.Measure},
	{code: "kHz", forms: "kilohertz|khz", type_: annotations.Measure},
	{code: "MHz", forms: "megahertz|mhz", type_: annotations.Measure},
	{code: "GHz", forms: "gigahertz|ghz", type_: annotations.Measure},
	{code: "dB", forms: "decibel~|db", type_: annotations.Measure},
	{code: "lm", forms: "lumen~", type_: annotations.Measure},
	{code: "Sv", forms: "sievert~", type_: annotations.Measure},
	{code: "mSv", forms: "millisievert~|=mSv", type_: annotations.Measure},
	{code: "Bq", forms: "becquerel~|=Bq", type_: annotations.Measure},
	{code: "mol", forms: "mole~|=mol", type_: annotations.Measure},
	{code: "[ppm]", forms: "ppm|part~ per million", type_: annotations.Measure},
	{code: "[ppb]", forms: "ppb|part~ per billion", type_: annotations.Measure},

	{code: "bit", forms: "bit~", type_: annotations.Measure},
	{code: "kbit", forms: "kilobit~|kbit~|=Kb|=kb", type_: annotations.Measure},
	{code: "Mbit", forms: "megabit~|mbit~|=Mb", type_: annotations.Measure},
	{code: "Gbit", forms: "gigabit~|gbit~|=Gb", type_: annotations.Measure},
	{code: "Tbit", forms: "terabit~|tbit~|=Tb", type_: annotations.Measure},
	{code: "Pbit", forms: "petabit~|pbit~|=Pb", type_: annotations.Measure},
	{code: "By", forms: "byte~", type_: annotations.Measure},
	{code: "kBy", forms: "kilobyte~|kbyte~|=KB|=kB", type_: annotations.Measure},
	{code: "MBy", forms: "megabyte~|mbyte~|=MB", type_: annotations.Measure},
	{code: "GBy", forms: "gigabyte~|gbyte~|=GB", type_: annotations.Measure},
	{code: "TBy", forms: "terabyte~|tbyte~|=TB", type_: annotations.Measure},
	{code: "PBy", forms: "petabyte~|pbyte~|=PB", type_: annotations.Measure},
	{code: "Mbit/s", forms: "megabit~ per second|mbps|=Mb/s|Mbit/s", type_: annotations.Measure},
	{code: "Gbit/s", forms: "gigabit~ per second|gbps|=Gb/s|Gbit/s", type_: annotations.Measure},
	{forms: "pixel~|megapixel~|px", type_: annotations.Measure},
	{code: "a", forms: "yo|y/o|y.o.", type_: annotations.Age},
	{forms: "magnitude", type_: annotations.Measure},
}

// unit reads the unit that stands from token i on, in brackets perhaps: "kg",
// "square miles", "[kg]".
func (s *scanner) unit(i int) (u *unit, text string, end int, ok bool) {
	if s.is(i, squareBracket, lessSign) {
		if u, text, end, ok = s.unit(i + 1); ok && s.is(end, squareClosing, moreSign) {
			return u, text, end + 1, true
		}
		return nil, "", i, false
	}
	list := s.at(i).w.units
	if list == nil {
		return nil, "", i, false
	}
	u, end, ok = longest(s, i, list)
	if !ok || s.is(i, in) && end == i+1 && !s.glued(i) { // "5in", not "five in ten"
		return nil, "", i, false
	}
	return u, s.between(i, end), end, true
}

var (
	squareBracket = name("[")
	squareClosing = name("]")
	lessSign      = name("<")
	moreSign      = name(">")
)
