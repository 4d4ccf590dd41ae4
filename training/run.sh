#!/usr/bin/env bash
# From gold texts to weights: ./run.sh smoke | fold I | all | more      (see README.md)
#   smoke    a few texts, one epoch: shows in minutes that every step works
#   fold I   learns without fold I of 12 and measures on it: work/fold-I.pt, work/fold-I.txt
#   all      learns without fold 6 and writes the weights that the program ships
#   more     goes on from the weights that the program ships, for MINUTES by the clock, and writes them anew
# ENCODER=mpnet|mini, LAYERS, FROZEN, EPOCHS, MINUTES (by the clock; the schedule is shortened to fit) change what is trained. Interrupted runs go
# on from their last checkpoint.
set -euo pipefail
cd "$(dirname "$0")"
EVAL=${EVAL:-../../shared/eval}
ENCODER=${ENCODER:-mpnet}
LAYERS=${LAYERS:-9}
FROZEN=${FROZEN:-0}
WEIGHTS=../crates/salient-net/weights/reader.bin
EPOCHS=${EPOCHS:-8}
[ -d "$EVAL/train" ] || { echo "run.sh: no gold texts at $EVAL/train" >&2; exit 2; }
./setup.sh "$ENCODER"
python=$PWD/work/venv/bin/python
export LD_PRELOAD="$PWD/work/libwide.so /usr/lib/x86_64-linux-gnu/libtcmalloc_minimal.so.4"

views() { # what the program sees of every text
  (cd .. && LD_PRELOAD='' cargo build --release --quiet --locked -p salient --example view)
  python3 news.py "$EVAL/lint/news.ndjson.gz" work/news
  python3 "$EVAL/annotate.py" compile gold work/news > work/compiled.txt
  LD_PRELOAD='' ../target/release/examples/view "$EVAL"/train/*/ "$EVAL"/seeds "$EVAL"/dev "$EVAL"/dev-rewritten texts gold work/news > work/views.ndjson
}
learn() { # out, further arguments
  local rate=${RATE:-2e-4}
  [ "$ENCODER" = mpnet ] && rate=${RATE:-6e-5}
  $python -m reader.train --encoder "work/$ENCODER" --layers "$LAYERS" --frozen "$FROZEN" --rate $rate --batch 6 \
    --minutes "${MINUTES:-0}" --often seeds,texts:4 --swap 0.5 --out "$@"
}
case ${1:-} in
  smoke)
    views
    learn work/smoke.pt --epochs 1 --some 40 --fold 6/12
    $python -m reader.sightings work/smoke.pt --fold 6/12 --measure
    $python -m reader.export work/smoke.pt work/smoke.bin ;;
  fold)
    views
    learn "work/fold-$2.pt" --epochs "$EPOCHS" --fold "$2/12"
    $python -m reader.sightings "work/fold-$2.pt" --fold "$2/12" --measure --out "work/sightings-$2.ndjson" | tee "work/fold-$2.txt" ;;
  all)
    views
    # without fold 6, on which it is measured and its confidence fitted
    MINUTES=${MINUTES:-112} learn work/all.pt --seed 11 --epochs 14 --fold 6/12
    # the seeds and our own briefs, which the long pass sees too seldom
    MINUTES=8 RATE=2.5e-5 learn work/top.pt --start work/all.pt --seed 12 --head-rate 2.5e-4 --epochs 1 --fold 6/12 --often seeds,texts:25 --swap 0.25
    $python -m reader.export work/top.pt --name "$ENCODER-$LAYERS" $WEIGHTS ;;
  more)
    views
    $python -m reader.reopen $WEIGHTS work/shipped.pt --encoder "work/$ENCODER" --frozen "$FROZEN"
    MINUTES=${MINUTES:-112} RATE=5e-5 learn work/more.pt --start work/shipped.pt --seed 3 --head-rate 6e-4 --epochs 4 --fold 6/12
    $python -m reader.export work/more.pt --name "$ENCODER-$LAYERS" $WEIGHTS ;;
  *) sed -n '2,9p' "$0"; exit 2 ;;
esac
