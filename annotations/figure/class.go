package figure

// classes lists what part words play. Only words that matter to figures are here: a
// word that is in none may be the name of anything.
var classes = []struct {
	is    class
	words string
}{
	{article, "a an"},
	{possessive, "his her its their my our your the these those"},
	{function, `a an the this that these those his her its their my our your and or but nor of to in on at by for from with without within into onto over under
		after before since until till through during between among amid about around as than then so if when while where who whom whose which what why how
		is are was were be been being am has have had having do does did done doing will would shall should can could may might must not no yes
		it he she they we you i me him them us there here also only just even still yet already ever never now again too very more most less least much many
		such other others another each every either neither both all any some few several up down out off back away against across along toward towards
		per via because although though unless whether said says say told tells tell ago later earlier early late once well according
		including include includes included think thinks went goes come comes came get gets got make makes made take takes took taken
		gave give gives given know knows knew see sees saw seen want wants wanted need needs needed let lets began begin begins became become becomes
		seems remains means appears needs supports believes shows looks continues plans wins loses faces leads follows calls asks adds argues
		helps keeps holds puts runs ends offers provides requires allows suggests happens
		minus plus percent`},
	{casualty, "killed dead injured wounded missing hurt arrested detained displaced deaths fatalities casualties hospitalized hospitalised"},
	{human, "person man woman child boy girl soldier officer civilian policeman policewoman victim suspect student worker protester journalist gunman passenger prisoner hostage resident patient"},
	{plural, "people men women children police personnel staff troops cattle sheep fish deer aircraft feet teeth mice geese media data criteria alumni lives wives knives miners folk clergy crew spacecraft"},
	{singular, "news politics economics physics series species business process congress access success address progress crisis basis analysis campus status virus census bonus consensus gas bus plus across always perhaps sometimes besides towards nevertheless nonetheless thus afterwards overseas whereas yes less unless as its his this was has is does says goes us plus minus texas kansas arkansas illinois massachusetts paris james charles thomas williams"},
	{rising | moving, "rose risen rise rises rising up grew grown grow grows growing climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging soared soar soars soaring swelled increased increase increases increasing advanced gained gain gains gaining rallied rebounded expanded expand expands accelerated spiked spike doubled higher growth uptick upturn rocketed skyrocketed"},
	{rising, "raised raise raises raising hike hiked hikes boosted boost boosts boosting lifted lift added add more upgrade"},
	{falling | moving, "fell fallen fall falls falling down dropped drop drops dropping declined decline declines declining decreased decrease decreases decreasing slipped slip slid slide slides sliding plunged plunge plunges plummeted plummet tumbled tumble tumbles sank sink shrank shrunk shrink shrinks shrinking contracted slumped slump dipped dip dips dwindled lower drop-off downturn contraction reduction"},
	{falling, "cut cuts cutting reduced reduce reduces reducing lowered lower lowers slashed slash slashes trimmed trim lost loses lose losing less fewer discount"},
	{contest, "won win wins winning beat beats beaten beating lost defeat defeated defeats defeating victory loss vote voted votes voting draw drew lead led leads leading ruling ruled decision tie tied score scored match game majority margin edged outscored advantage thrashed split"},
	{naming, `boeing airbus flight route highway interstate article section chapter page pages item rule act amendment title volume episode season part apollo
		channel bbc version windows iphone ipad galaxy model type room gate platform figure table exhibit level phase stage grade class division group
		pier exit suite apt apartment unit district precinct ward zone sector area block lot resolution proposition prop measure form line lane road street avenue
		psalm psalms verse genesis p pp vol ch sec art issue bus train tram dc md f mig formula catch code version step tier schedule fm am radio local`},
	{preposed, "in since until till by during after before from between of for circa around about year fiscal through throughout late early mid on spring summer autumn fall winter"},
	{dayPart, "morning afternoon evening night midday lunchtime"},
	{zone, "gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist jst aest aedt hkt sgt"},
	{adverb, "sharply slightly nearly almost about around roughly only just another further by more than as much even steadily significantly dramatically some a an approximately modestly rapidly"},
	{shareable, "share barrel head person piece ticket household vote unit night game bottle pop seat"},
	{pricing, "cost costs costing paid pay pays paying price priced prices worth fined fine spent spend spending charge charged fee fees bill budget tax salary wage wages earn earned earning rent profit profits revenue sales debt buy bought sell sold bid loan fund funds funding grant cash money £ sterling"},
}
