#!/usr/bin/env python3
"""Near-duplicate peers on a file of bench_copies_set.py.

usage: bench_copies_peers.py run FILE [N] [datasketch|rensa|exact ...]   the first N lines (20,000); each peer at each threshold
       bench_copies_peers.py score PAIRS.tsv FILE [N]                    scores pairs found by another tool: two names a line (a third column
                                                            and more are ignored), transitive closure taken

All: shingles are word 5-grams of lower-cased \\w+ tokens; 128 permutations. A pair counts when the index proposes it and the estimate
from the signatures is at least the threshold; clusters are connected components over such pairs. Scored over all pairs of
articles that are in one cluster, found against true; 'direct' is the same without the closure. MB/s = text bytes (1 MB = 10^6 B)
over CPU seconds of this process for shingling, signatures and index; reading the JSON and scoring are not counted.
'exact' is no peer but a bound: the exact Jaccard of every pair, by an inverted index (pairs that share any shingle).
"""
import collections, json, re, sys, time
import orjson

TH, NP = (0.3, 0.4, 0.5, 0.6, 0.7), 128
tok = re.compile(r'\w+')
def shingles(t):
    w = tok.findall(t.lower()); return {' '.join(w[i:i + 5]) for i in range(max(1, len(w) - 4))}

def load(path, n):
    docs = []
    with open(path, 'rb') as f:
        for line in f:
            if len(docs) == n: break
            docs.append(orjson.loads(line))
    return docs

def score(pairs, labels):
    """Pairwise precision, recall, F1 of the connected components, of the pairs themselves, and the size of the largest component."""
    up = list(range(len(labels)))
    def root(i):
        while up[i] != i: up[i] = up[up[i]]; i = up[i]
        return i
    right = 0
    for a, b in pairs: up[root(a)] = root(b); right += labels[a] == labels[b]
    comp = [root(i) for i in range(len(labels))]
    count = lambda keys: sum(n * (n - 1) // 2 for n in collections.Counter(keys).values())
    found, true, both = count(comp), count(labels), count(zip(comp, labels))
    def prf(hit, found): return {'P': round(hit / max(found, 1), 4), 'R': round(hit / max(true, 1), 4), 'F1': round(2 * hit / max(found + true, 1), 4)}
    return {**prf(both, found), 'true_pairs': true, 'found_pairs': found, 'largest': max(collections.Counter(comp).values()), 'direct': {**prf(right, len(pairs)), 'pairs': len(pairs)}}

def signatures(texts, make):
    """Shingles and signatures in chunks of 500 (the shingles of all would fill the memory); CPU seconds of both."""
    out, a, b = [], 0.0, 0.0
    for i in range(0, len(texts), 500):
        c0 = time.process_time(); s = [shingles(t) for t in texts[i:i + 500]]
        c1 = time.process_time(); out += make(s)
        c2 = time.process_time(); a += c1 - c0; b += c2 - c1
    return out, a, b

def datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    M, a, b = signatures(texts, lambda S: MinHash.bulk([[x.encode() for x in s] for s in S], num_perm=NP))
    for th in TH:
        c = time.process_time(); lsh = MinHashLSH(threshold=th, num_perm=NP); pairs = []; cand = 0
        for i, m in enumerate(M):
            q = lsh.query(m); cand += len(q)
            pairs += [(j, i) for j in q if m.jaccard(M[j]) >= th]
            lsh.insert(i, m)
        yield th, f'b={lsh.b} r={lsh.r}', a, b, time.process_time() - c, cand, pairs

def rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    def one(s): m = RMinHash(num_perm=NP, seed=42); m.update(s); return m
    M, a, b = signatures(texts, lambda S: [one(list(s)) for s in S])    # quicker here than from_token_sets, with the same digests
    for th in TH:
        for bands in (8, 16, 32, 64):
            c = time.process_time(); lsh = RMinHashLSH(threshold=th, num_perm=NP, num_bands=bands); pairs = []; cand = 0
            for i, m in enumerate(M):
                q = lsh.query(m); cand += len(q)
                pairs += [(j, i) for j in q if m.jaccard(M[j]) >= th]
                lsh.insert(i, m)
            yield th, f'bands={bands}', a, b, time.process_time() - c, cand, pairs

def exact(texts):
    c0 = time.process_time(); ids, rows = {}, []
    for t in texts: rows.append([ids.setdefault(x, len(ids)) for x in shingles(t)])
    c1 = time.process_time(); inv, J = [[] for _ in ids], []
    for i, r in enumerate(rows):
        c = collections.Counter(j for x in r for j in inv[x])
        J += [(n / (len(r) + len(rows[j]) - n), j, i) for j, n in c.items() if n >= .2 * (len(r) + len(rows[j])) / 1.3]
        for x in r: inv[x].append(i)
    c2 = time.process_time()
    for th in TH: yield th, '', c1 - c0, 0.0, c2 - c1, len(J), [(j, i) for v, j, i in J if v >= th]

def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ('run', 'score'): sys.exit(__doc__)
    if sys.argv[1] == 'score':
        docs = load(sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else -1); at = {d['name']: i for i, d in enumerate(docs)}; pairs, unknown = set(), 0
        for line in open(sys.argv[2], encoding='utf8'):
            p = line.rstrip('\n').split('\t')
            if len(p) < 2 or p[0] not in at or p[1] not in at: unknown += 1; continue
            x, y = at[p[0]], at[p[1]]
            if x != y: pairs.add((min(x, y), max(x, y)))
        return print(json.dumps({**score(pairs, [d['cluster'] for d in docs]), 'lines_with_unknown_names': unknown}))
    docs = load(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20000); texts = [d['text'] for d in docs]; labels = [d['cluster'] for d in docs]
    size = sum(len(t.encode()) for t in texts)
    print(json.dumps({'docs': len(docs), 'bytes': size, 'mean_bytes': round(size / len(docs)), 'mean_words': round(sum(len(t.split()) for t in texts) / len(docs), 1), 'clusters': len(set(labels))}), flush=True)
    del docs
    for name in sys.argv[4:] or ['datasketch', 'rensa']:
        for th, setting, a, b, c, cand, pairs in {'datasketch': datasketch, 'rensa': rensa, 'exact': exact}[name](texts):
            print(json.dumps({'tool': name, 'threshold': th, 'setting': setting, 'MB_per_s': round(size / 1e6 / (a + b + c), 2), **score(pairs, labels), 'candidates': cand,
                              'cpu_s': {'shingle': round(a, 2), 'signatures': round(b, 2), 'lsh': round(c, 2)}}), flush=True)

if __name__ == '__main__': main()
