#!/usr/bin/env bash
# From gold texts to weights: ./run.sh smoke | fold I | all | more      (see README.md)
#   smoke    a few texts, one epoch: shows in minutes that every step works
#   fold I   learns without fold I of 12 and measures on it: work/fold-I.pt, work/fold-I.txt
#   all      learns in three passes and writes the weights that the program ships
#   more     goes on from the weights that the program ships, for FURTHER minutes by the clock: its third pass, or a fourth
# ENCODER=mpnet|mini, LAYERS, FROZEN, EPOCHS, MINUTES (of the first pass, by the clock), AGAIN (of the second), FURTHER (of the third) change what is trained. Interrupted
# runs go on from their last checkpoint.
set -euo pipefail
cd "$(dirname "$0")"
EVAL=${EVAL:-../../shared/eval}
ENCODER=${ENCODER:-mpnet}
LAYERS=${LAYERS:-9}
FROZEN=${FROZEN:-3}
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
  $python -m reader.train --encoder "work/$ENCODER" --layers "$LAYERS" --frozen "$FROZEN" --rate $rate --batch 5 \
    --minutes "${MINUTES:-0}" --often seeds,texts:4 --swap 0.25 --out "$@"
}
third() { # the checkpoint to go on from
  MINUTES=${FURTHER:-113} RATE=5e-5 learn work/third.pt --start "$1" --seed 3 --head-rate 6e-4 --epochs 4 --fold 6/12 --often seeds,texts,gold:2
  $python -m reader.export work/third.pt --name "$ENCODER-$LAYERS" $WEIGHTS
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
    # a long pass without fold 6, on which it is measured and its confidence fitted; a short one over everything; their mean
    MINUTES=${MINUTES:-98} learn work/first.pt --epochs "$EPOCHS" --fold 6/12
    MINUTES=${AGAIN:-17} RATE=4e-5 learn work/second.pt --start work/first.pt --seed 2 --head-rate 5e-4 --epochs 2 --often seeds,texts:10 --swap 0.2
    $python -m reader.mean work/first.pt work/second.pt work/all.pt
    third work/all.pt ;;
  more)
    views
    $python -m reader.reopen $WEIGHTS work/shipped.pt --encoder "work/$ENCODER" --frozen "$FROZEN"
    third work/shipped.pt ;;
  *) sed -n '2,9p' "$0"; exit 2 ;;
esac
