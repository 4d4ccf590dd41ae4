#!/usr/bin/env python3
"""Makes a near-duplicate test set: invented war news as NDJSON, one article a line.

usage: bench_copies_set.py --clusters N --seed S --out FILE [--stats]      (about 2.7 articles a cluster; FILE '-' is standard output)
Fields: name, text, published, url, title, publisher, cluster. The same arguments always give the same bytes.

A cluster is one story: 1-6 articles in all, the first by the outlet that wrote it, the others made as wire copies are
(light edits, truncation, merged or re-wrapped paragraphs), each under the header, byline and block of its own outlet.
A quarter of the stories are follow-ups: same outlet, places and people as an earlier story, of which they repeat 1-3 background
paragraphs (10-30 % of their words) under new facts. A follow-up is NOT a copy: it has its own cluster.
Memory is flat: a heap of articles not yet due (copies come within 4,000 lines) and a pool of 3,000 earlier stories.
"""
import argparse, collections, gc, heapq, json, random, re, sys, time

R = random.Random(0)                # seeded again in main
rnd = R.random
def pick(l): return l[int(rnd() * len(l))]
def between(a, b): return a + int(rnd() * (b - a + 1))
def maybe(p): return rnd() < p

# ---------------------------------------------------------------- the grammar: {slot} stands for any alternative of that slot
G = {k: v.split('|') for k, v in {
 'took': 'took|seized|captured|recaptured|lost|gave up|ceded|regained|overran|retook|secured|abandoned|cleared|won back|entered|claimed',
 'forces': 'troops|soldiers|forces|units|assault groups|infantry|paratroopers|marines|reservists|fighters|armoured columns|volunteers|border guards|scouts',
 'day': 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
 'month': 'January|February|March|April|May|June|July|August|September|October|November|December',
 'season': 'spring|summer|autumn|winter|rainy season|harvest|dry months|first frosts',
 'when': 'on {day}|overnight|late {day}|before dawn on {day}|this week|over the past {few} days|since {month} {d}|in the early hours|by midday|during the {season}|after {few} weeks|at dusk',
 'few': 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several',
 'around': 'around|near|south of|north of|east of|west of|outside|on the approaches to|just beyond|along the road to|in the direction of|between {place2} and',
 'feature': 'ridge|railway station|grain elevator|quarry|reservoir|river crossing|pine forest|brickworks|cemetery|airstrip|sugar mill|bypass|coal tip|monastery|dam|pumping station|cattle farm|tram depot|radio mast|gas plant',
 'settle': 'the {adj} outskirts|the {feature}|the village|{few} villages|the {adj} half|the old quarter|the {feature} and the {feature}|most streets|one {adj} suburb|the approaches|the {adj} bank|part of the {feature}',
 'adj': 'northern|southern|eastern|western|industrial|wooded|ruined|low-lying|strategic|half-empty|disputed|mined|flooded|hilly|exposed|former|central|outer',
 'area': '{km2} square kilometres of {land}|{km2} square kilometres|about {km2} square kilometres|{settle}|roughly {km2} square kilometres of {land}|{settle} and {n} hectares of {land}',
 'land': 'farmland|territory|forest|open ground|marsh|pasture|steppe|land|border country|scrub|hillside|fields',
 'weapon': 'drones|glide bombs|howitzers|mortars|rocket artillery|cruise missiles|tanks|helicopters|cluster shells|mines|snipers|thermal cameras|armoured vehicles|motorcycles|electronic jamming|heavy machine guns',
 'after': 'after {few} days of|following|despite|amid|in spite of|because of|at the end of|in the course of|before|during',
 'fight': '{adv2} fighting|an assault with {weapon}|street battles|{adv2} shelling|a push by the {unit}|raids at night|a retreat by the {unit}|the loss of {n} vehicles|strikes by {weapon}|a counterattack from {place2}|clashes at the {feature}',
 'adv2': 'heavy|sporadic|bitter|intense|slow|confused|costly|renewed|almost constant|close|fierce|scattered',
 'source': 'the {adjA} {ministry}|the {adjB} {ministry}|{person}|a spokesman for the {unit}|regional governor {person}|the monitoring group {monitor}|{few} residents|a {adjA} officer|the mayor of {place}|an aide to {person}|the {adjB} General Staff|a map by {monitor}|local councillor {person}|the {adjA} border service',
 'ministry': 'Defense Ministry|Defense Ministry|Foreign Ministry|Interior Ministry|Emergency Ministry|Health Ministry|command',
 'monitor': 'Frontmap|Open Lines|the Corvin Institute|Landwatch|the Teller Group|Border Atlas|Sightline|the Hask Foundation',
 'said': 'said|told reporters|reported|claimed|acknowledged|announced|repeated|maintained|confirmed|insisted|estimated|conceded|stated|suggested',
 'stock': 'said in a statement on {day}|said in a statement on Friday|said in a televised address|told a news conference in {place2}|said on the messaging app Relay',
 'hedge': 'The claim could not be independently verified|The report could not be independently verified|{agency} could not immediately confirm the account|There was no immediate comment from the {adjB} side|Neither account could be independently verified',
 'agency': 'Our reporters|Journalists in the area|Aid agencies|Diplomats in {place2}|Observers|Independent analysts',
 'victims': '{n} people|{few} civilians|{few} families|{few} railway workers|at least {n} soldiers|{n} residents|a nurse and {few} patients|{few} volunteers|{few} bus drivers|{n} pensioners|{few} of {n} miners|{n} passengers|two priests|{few} schoolchildren|the crew of {few} trucks',
 'hurt': 'were killed|were wounded|were taken to hospital|were evacuated|lost their homes|were reported missing|were trapped for hours|were left without power|fled on foot|spent the night in cellars',
 'thing': 'the {feature}|a school|{n} houses|the water supply|a power line|{few} bridges|an ammunition store|the market hall|a fuel depot|the main road|a clinic|{n} lorries|the town archive|a row of garages',
 'hit': 'damaged|destroyed|set fire to|hit|cut|cratered|blocked|flattened|struck|disabled|burned out|knocked over',
 'goal': 'open a road to {place2}|cut off the {feature}|draw reserves from {place2}|hold the {adj} bank|push the front back by {n} kilometres|tie down the {unit}|reach the {feature}|encircle {place}|gain time|protect the railway',
 'op1': 'We are holding {settle}|Nobody sleeps here any more|The {forces} came through the {feature}|It is {adv2} work|They have more {weapon} than we have people|My street is gone|We counted {n} explosions|The enemy is tired|The line has moved {n} metres|I buried {few} neighbours|Every {feature} is a fortress now|Our people know each {feature}|We had no orders to leave|The road was full of cars|Winter will decide it|You hear the {weapon} first',
 'op2': 'we will not leave {place}|it will take {few} months|nobody can say how it ends|they still want {place2}|there is no water|the {weapon} never stop|our losses are lower than theirs|the {season} will change everything|I do not believe the maps|we need shells, not words|the children ask when it is over|that is all I can tell you|they pay for every metre|we go on working|the fields are full of metal',
 'job': 'a farmer|a company commander|a teacher|a medic|a retired engineer|an analyst|a deputy mayor|a shopkeeper|a drone pilot|a priest|a railwayman|a colonel|a volunteer driver|a widow|a historian|a sapper',
 'past': 'The war began in {month} {year}|The front has barely moved since {month}|{place} had {big} inhabitants before the war|{place} changed hands {few} times in {year}|A truce signed in {place2} fell apart in {month} {year}|The {adj} districts were annexed in {year}|The {unit} was formed in {year} at {place2}|The {feature} was built in {year}|Talks in {place2} broke down in {month}|The first shots fell at {place} in {year}',
 'pasttail': 'when {adjA} {forces} crossed the river near {place2}|after a dispute over the {feature}|and {pct} percent of the {land} is still mined|although {monitor} puts the figure higher|and more than {big} people have fled since|leaving {big} homes without heating|a year after the fall of {place2}|in what {person} called a mistake|and both sides have dug {n} kilometres of trenches|while the {ministry} has published no losses|under a plan drawn up by {person}|and only {few} of its schools are open',
 'bg': '{past}, {pasttail}|Before {year} the town lived from its {feature} and {thing}, {pasttail}|{monitor} counts {km2} square kilometres of {land} under {adjB} control, {pasttail}|At its height in {month} {year} the {unit} held {km2} square kilometres {around} {place2}|Since {year} some {big} people have left {place} and {place2}, {pasttail}|The {adjB} government has long said it wants to {goal} and to {goal}|Under the {year} accord {adjA} {forces} were to leave {settle} by {month}|{person}, {job} at the time, later wrote that {op2}|Control of the {feature} would allow {adjB} {forces} to {goal}|In {month} {year} {weapon} {hit} {thing} and {thing}, and {victims} {hurt}|{adjA} historians trace the quarrel to {month} {year}, when {person} sold {thing} to {place2}|Roads from {place} to {place2} have been closed since the {plan} of {month} {year}|{person}, elected in {year} with {pct} percent of the vote, promised a {plan} {around} {place}|Aid for the {adj} districts, {n} million a year before {year}, fell to {n} million {after} the {plan}|{big} {adjA} and {big} {adjB} {forces} face each other {around} {place}, by the count of {monitor}|The {plan} of {year}, {pasttail}, left {settle} in {adjB} hands|No {plan} has held for longer than {few} weeks, {pasttail}|{place} lies {n} kilometres from {place2}, beyond the {feature}, and lived from {weapon3}|Of {big} houses in the {adj} districts {pct} percent were {hit2} by {month} {year}|The {unit}, {big} strong in {year}, is made up of {forces} from {place2}', 'weapon3': 'timber|beet sugar|coal|copper|fishing|pilgrims|glass|salt|cattle|tourism', 'hit2': 'damaged|empty|burned out|rebuilt|insured|looted',
 'news': '{adjA} {forces} {took} {area} {around} {place} {when}, {source} {said}|{adjB} {forces} {took} {area} {around} {place2} {after} {fight}, {source} {stock}|{source} {said} that {adjA} {forces} had {took2} {settle} {around} {place} {after} {fight}|According to the Defense Ministry, {weapon} {hit} {thing} and {thing} {around} {place} {when}|{victims} {hurt} {when} when {weapon} {hit} {thing} in {place2}, {source} {said}|{source} {said} the {unit} had {took2} {area} {when} {after} {fight}|{when}, {weapon} {hit} {thing} {around} {place} and {victims} {hurt}|The aim of the {unit} is to {goal}, {source} {said}, but {fight} slowed it {when}|{source} {said} {n} of {n} {weapon} were shot down {around} {place2} {when}|{hedge}|{hedge}, but {source} {said} {victims} {hurt} {when}|{adjB} {forces} now control {km2} square kilometres {around} {place}, against {km2} square kilometres in {month}, {source} {said}|A counterattack with {weapon} failed to {goal} and {adjB} {forces} {took} {settle} {after} {fight}|Footage checked by {monitor} shows {forces} of the {unit} at the {feature} in {place}, {n} kilometres {around} {place2}|{source} {stock} that {victims} {hurt} and that {weapon} {hit} {thing}|The {unit} and {adjB} {forces} traded fire with {weapon} {around} the {feature} {when}|{person}, {job}, {said} {forces} tried to {goal} {when} but lost {n} men and {few} vehicles|Of {n} {weapon} counted {when}, {n} came down {around} {place}, {monitor} {said}|{source} put the losses of the {unit} at {n} dead and {n} wounded|Trains no longer stop at {place}: {weapon} {hit} {thing} {when}|Plans for a {plan} {around} {place2} were dropped {after} {fight}|{person} signed an order for the {plan} of {place} {when}, {source} {said}|{monitor} shaded {km2} square kilometres {around} {place} as contested {when}, up by {n} hectares|Smoke rose over {thing} {when}, and {victims} {hurt}|Both sides {said} they had {took2} {settle}; {hedge2}|With {thing} gone, {victims} now depend on {weapon2} from {place2}|{few} convoys left {place} {when} with {weapon2} for {place2}|From {place2} the {unit} moved {n} kilometres and {took} {settle}|The {plan} cost the {adjA} side {n} vehicles, {source} {said}, and the {adjB} side {n}|Rescuers pulled {victims} from {thing} {when}|{adjB} television showed {forces} raising a flag over the {feature} in {place}, which {source} denied {when}|Without {weapon}, the {unit} cannot {goal}, {source} {said}|A {plan} agreed in {place2} {when} collapsed {after} {fight}|{person} flew to {place2} {when} to discuss the {plan} with {person}|The price of bread in {place} has risen by {pct} percent since the {plan} began|The {adjA} parliament voted {n} to {n} for a {plan} {when}', 'hedge2': 'neither account could be independently verified|{monitor} saw no change|the map of {monitor} supports the {adjA} version|satellite images from {when} were cloudy', 'weapon2': 'water|generators|flour|firewood|medicine|blankets|diesel|tents|food parcels|bandages', 'd': '1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28',
 'took2': 'taken|captured|lost|entered|left|cleared|retaken|mined|surrendered|bypassed|reached|encircled',
 'quote': '"{op1}, and {op2}," {person}, {job}, {said} {when}|"{op1}. {op1}," {said} {person}, {job} from {place}|"{op1}, but {op2}," {source} {said}|{person}, {job} in {place2}, put it plainly: "{op1}; {op2}"|"{op1}," {said} {person}, standing beside {thing}|Asked about {settle}, {person} answered: "{op1}"|"If {place} falls, {op2}," warned {person}, {job}|In a letter read out in {place2}, {person} wrote: "{op1}, so {op2}"|"First {thing}, then {thing}. {op1}," {person} recalled|{person} shook {n2} hands and said only: "{op1}"',
 'n2': 'a few|many|two or three|a dozen|five or six|twenty', 'plan': 'offensive|retreat|exchange of prisoners|evacuation|ceasefire|mobilisation|withdrawal|relief operation|siege|mine clearance|inspection|blockade',
 'title': '{adjA} {forces} {took} {settle} {around} {place}|{weapon} hit {thing} in {place2}|{victims} {hurt} as {adjB} {forces} push on {place}|{source}: {place} {adv2} battle goes on|What the fall of {settle} means for {place2}',
 # the boilerplate of outlets
 'bp': 'Thank you for reading {outlet}|{outlet} is {own} and depends on {readers} for {pct} percent of its budget|If you can, please support us with as little as {n} a month|Your donation keeps our reporters {bpwhere}|Sign up for {letter}, our {often} newsletter, and get {goods} in your inbox|By continuing to use this site you accept our use of cookies and our privacy policy|We and our {n} partners store and access information on your device for {goods}|You can withdraw your consent at any time under {setting}|Follow us on {net}, {net} and {net} for {goods}|Subscribe to {letter} for {goods} and {goods}|{year} {outlet}. All rights reserved. This material may not be published, broadcast, rewritten or redistributed|Do you have a tip or a correction? Write to our {desk} desk at {desk} at {outlet} dot example|It takes less than a minute to set up and you can cancel whenever you like|Unlike many others we have no {owner} and no paywall|In these {often} hours we keep {goods} open to {readers}|Since {year} our {desk} desk has brought {goods} to {readers} {bpwhere}',
 'own': 'an independent newsroom|a cooperative|a public trust|a family paper|owned by its staff|a non-profit', 'readers': 'readers like you|members|subscribers|small donors|friends of the paper|people in {few} countries',
 'bpwhere': 'at the front|in {few} countries|on the ground|out of the reach of censors|in the towns others have left|at work day and night', 'often': 'daily|weekly|morning|evening|monthly|difficult',
 'letter': 'Morning Dispatch|The Long Brief|Front Page|The Evening Wire|World in Five|Field Notes|The Ledger|First Light', 'goods': 'maps and analysis|live updates|the best of our reporting|personalised advertising|long reads|audience research|podcasts|breaking news|exclusive interviews|measurement of content',
 'setting': 'Manage Preferences|Privacy Settings|the cookie link below|Your Choices', 'net': 'Relay|Chirper|Facegram|Vidtube|Linkwell|Mastofon|Telewave', 'desk': 'news|foreign|data|investigations|readers|war', 'owner': 'oligarch|shareholders|party|state money',
}.items()}
G['n'] = [str(i) for i in range(11, 400)]; G['pct'] = [str(i) for i in range(20, 95)]; G['year'] = [str(i) for i in range(1991, 2025)]
G['km2'] = [str(i / 10) for i in range(8, 400)] + [f'{i:,}' for i in range(41, 1600)]; G['big'] = [f'{i * 100:,}' for i in range(11, 900)]
T = {k: [] for k in [*G, *'adjA adjB place place2 person unit outlet'.split()]} # the table; a story puts its own places and people into it
def compiled(s):                    # 'a {b} c' -> ('a %s c', [list of b]); a string without slots stays a string
    keys = re.findall(r'\{(\w+)\}', s)
    return (re.sub(r'\{\w+\}', '%s', s.replace('%', '%%')), [T[k] for k in keys]) if keys else s
for k, v in G.items(): T[k][:] = map(compiled, v)
def say(x):
    if type(x) is str: return x
    out = []
    for l in x[1]:
        v = l[int(rnd() * len(l))]; out.append(v if type(v) is str else say(v))
    return x[0] % tuple(out)
def sentence(kind):
    s = say(pick(T[kind]))
    return s[0].upper() + (s[1:-1] + '."' if s[-1] == '"' else s[1:] + '.')

# ---------------------------------------------------------------- names, wars, outlets
def word(n): return ''.join(pick('b br d dr f g gr h k kr l m n p r s st sh t tr v z zh'.split()) + pick('a e i o u a o ai'.split()) for _ in range(n)).capitalize()
def place(): return word(between(1, 2)) + pick('vka|grad|rovo|nsk|lin|tabad|mir|vets|dorf|polis|len|sha|ngar|ville'.split('|'))
def person(): return word(2) + pick(['', 'n', 's', 'l', 'r']) + ' ' + word(2) + pick('v|nko|ski|dze|ra|tov|man|lli|ndar|k'.split('|'))
def war():
    a, b = word(2), word(2)
    return {'adjA': [a + 'ian'], 'adjB': [b + 'nese'], 'places': [place() for _ in range(150)], 'people': [person() for _ in range(120)],
            'units': [f'{pick(range(4, 20)) + pick((0, 100, 200))}th {pick(["Mountain", "Rifle", "Guards", "Assault", "Tank", "Coastal", "Signals"])} {pick(["Brigade", "Regiment", "Battalion", "Corps"])}' for _ in range(40)]}
def outlet(i):
    name = word(2) + ' ' + pick('Times|Herald|Wire|Post|Tribune|News|Monitor|Gazette|Courier|Observer|Agency|Today|Standard|Review'.split('|'))
    T['outlet'][:] = [name]; block = []; goal = between(50, 190)
    while i >= 14 and sum(len(s.split()) for s in block) < goal: # the first 14 are agencies and others without a block
        s = sentence('bp')
        if s not in block: block.append(s)
    half = len(block) // 2
    return {'name': name, 'site': name.lower().replace(' ', '') + '.example', 'us': maybe(.5), 'block': [' '.join(block[:half]), ' '.join(block[half:])] if block else [],
            'where': pick(['before', 'after', 'after', 'both']), 'header': maybe(.6), 'section': pick(['World', 'War', 'Live', 'Europe', 'Front', 'International'])}

# ---------------------------------------------------------------- stories and copies; a story is a list of paragraphs, these of sentences
def paragraph(kind, lo, hi): return [sentence('quote' if kind == 'news' and maybe(.22) else kind) for _ in range(between(lo, hi))]
def words(par): return sum(map(len, par)) // 6            # near enough, and quick
def new_story(wars, old):
    """News paragraphs first, background later, until the wished-for length; old = (context, outlet, background) of an earlier story or None."""
    reused, length = [], between(120, 540)
    if old:
        reused = R.sample(old[2], min(len(old[2]), between(1, 3)))
        while len(reused) > 1 and sum(map(words, reused)) > 150: reused.pop()
        length = max(140, min(600, int(sum(map(words, reused)) / (.12 + .16 * rnd()))))
        ctx = old[0]
    else:
        w = pick(wars)
        ctx = {'adjA': w['adjA'], 'adjB': w['adjB'], 'place': R.sample(w['places'], 2), 'place2': R.sample(w['places'], 4), 'person': R.sample(w['people'], 5), 'unit': R.sample(w['units'], 2)}
    for k, v in ctx.items(): T[k][:] = v
    news, back, n = [paragraph('news', 1, 2)], [], sum(map(words, reused))
    n += words(news[0])
    while n < length:
        p = paragraph('bg', 1, 3) if maybe(.3) else paragraph('news', 1, 3)
        (back if maybe(.8) and p[0][0] != '"' and n > length * .35 else news).append(p); n += words(p)
    back += reused; R.shuffle(back)
    if not back: back.append(news.pop() if len(news) > 2 else paragraph('bg', 1, 2))
    return news + back, [p for p in back if words(p) < 110] or back[:1], ctx

SAME = dict(p.split(':') for p in 'said:stated|took:seized|seized:took|captured:took|troops:soldiers|soldiers:troops|about:around|roughly:about|near:close to|outside:near|killed:slain|wounded:injured|damaged:hit|destroyed:wrecked|villages:settlements|houses:homes|reported:said|claimed:said|announced:said|fighting:combat|people:persons|fled:escaped|road:highway|strikes:attacks|shelling:bombardment|territory:land|land:territory|forces:troops|units:forces|residents:locals|heavy:intense|intense:heavy|main:principal|began:started|called:described as|several:some|overnight:during the night|confirmed:said|north:to the north|south:to the south|after:following|following:after|despite:in spite of|since:from|now:currently|while:as|before:ahead of|two:2|three:3|four:4|five:5|six:6|seven:7|eight:8'.split('|'))
AREA = re.compile(r'(?:about |roughly )?([\d,.]*\d) square kilometres')
def area(m):                        # rounds a figure of area or turns it into square miles
    v = float(m[1].replace(',', ''))
    return f'{v * .386102:.1f} square miles' if maybe(.5) else f'about {v:.0f} square kilometres' if v < 100 else f'nearly {round(v, -1):,.0f} square kilometres'
def edit(s):
    if 'square k' in s and maybe(.5): return AREA.sub(area, s)
    w = s.split(' '); hits = [i for i, x in enumerate(w) if x in SAME]
    if hits and maybe(.8): i = pick(hits); w[i] = SAME[w[i]]
    elif len(w) > 6: w.insert(between(2, len(w) - 2), pick(['also', 'reportedly', 'later', 'then', 'apparently', 'meanwhile']))
    return ' '.join(w)
def copy(story):
    """A wire copy: cut to the first 25-60 % of the paragraphs (30 %), and lightly edited (75 %)."""
    pars = story
    if maybe(.3): pars = pars[:next((i for i in range(max(1, round(len(pars) * (.25 + .35 * rnd()))), len(pars)) if sum(map(words, pars[:i])) >= 60), len(pars))]
    if not maybe(.75): return pars
    rate = .6 * rnd() ** 2 + .03    # the share of sentences touched: mostly few, at times more than half
    pars = [[edit(s) if rnd() < rate else s for s in p] for p in pars]
    if maybe(.5): p = pick(pars); len(p) > 1 and p.pop(int(rnd() * len(p)))
    if maybe(.4): pick(pars).append(sentence('news'))
    return pars
def lines_of(p):                    # hard line breaks every 13 words
    w = p.split(' '); return '\n'.join([' '.join(w[i:i + 13]) for i in range(0, len(w), 13)])
def article(pars, o, origin, title, is_copy, cluster):
    """Lays the paragraphs out as outlet o does, with its block; name, date and address are filled in when it is written out."""
    out = [' '.join(p) for p in pars]
    if is_copy and maybe(.3): out = [' '.join(out[i:i + 2]) for i in range(0, len(out), 2)]
    if is_copy and maybe(.15): out = [lines_of(p) for p in out]
    by = f'By {pick(T["person"])}' + (f', {origin["name"]}' if is_copy else f' in {pick(T["place2"])}')
    out.insert(0, by if maybe(.6) else f'({origin["name"]}) -')
    if is_copy and maybe(.4): out.append(f'This story was first published by {origin["name"]}.')
    if o['header']: out.insert(0, f'{o["name"]} | {o["section"]} | {title}')
    if o['block']: out = (o['block'] + out if o['where'] == 'before' else out + o['block'] if o['where'] == 'after' else [o['block'][0]] + out + [o['block'][1]])
    text = '\n\n'.join(out)
    if o['us']: text = text.replace('metres', 'meters').replace('armoured', 'armored')
    return {'name': '', 'text': text, 'published': '', 'url': '', 'title': title, 'publisher': o['name'], 'cluster': cluster}, o['site']

def main():
    a = argparse.ArgumentParser(); a.add_argument('--clusters', type=int, default=1000); a.add_argument('--seed', type=int, default=1); a.add_argument('--out', default='-')
    a.add_argument('--stats', action='store_true', help='counts to standard error'); a = a.parse_args()
    gc.disable()                    # nothing here makes reference cycles
    R.seed(a.seed); out = sys.stdout if a.out == '-' else open(a.out, 'w', encoding='utf8', newline='\n')
    wars = [war() for _ in range(12)]; outlets = [outlet(i) for i in range(40)]; pool = collections.deque(maxlen=3000)
    heap, made, line, size, follow, t0 = [], 0, 0, 0, 0, time.process_time()
    def put():                      # writes the article that is due; one article per 90 seconds from 2022-03-01 on
        nonlocal line, size
        _, _, (art, site) = heapq.heappop(heap); line += 1
        art['name'] = f'n{line:08d}'; t = time.gmtime(1646092800 + line * 90 + between(0, 80)); art['published'] = time.strftime('%Y-%m-%dT%H:%M:%SZ', t)
        art['url'] = f'https://{site}/{t.tm_year}/{t.tm_mon:02d}/{re.sub("[^a-z0-9]+", "-", art["title"].lower()).strip("-")}-{line}'
        out.write(json.dumps(art) + '\n'); size += len(art['text'])  # all of it is ASCII
    for c in range(1, a.clusters + 1):
        old = pick(pool) if len(pool) > 50 and maybe(.25) else None; follow += old is not None
        story, back, ctx = new_story(wars, old); origin = old[1] if old else pick(outlets); pool.append((ctx, origin, back))
        title = sentence('title')[:-1]
        for k in range(R.choices((1, 2, 3, 4, 5, 6), (30, 22, 18, 13, 10, 7))[0]):
            made += 1; o = origin if k == 0 or maybe(.05) else pick(outlets)
            due = line + len(heap) if k == 0 else line + len(heap) + min(3500, int(R.expovariate(1 / 700)))
            heapq.heappush(heap, (due, made, article(copy(story) if k else story, o, origin, title if maybe(.6) or not k else sentence('title')[:-1], k > 0, f'c{c:07d}')))
        while len(heap) > 3000 or heap and heap[0][0] <= line: put()
    while heap: put()
    if a.stats: print(json.dumps({'articles': line, 'clusters': a.clusters, 'follow_ups': follow, 'text_bytes': size, 'mean_bytes': round(size / line), 'articles_per_cpu_s': round(line / (time.process_time() - t0))}), file=sys.stderr)
if __name__ == '__main__': main()
