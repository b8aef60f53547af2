#!/usr/bin/env bash
# Makes the topics that are not there yet. Those that exist stay as they are.
set -euo pipefail

# One broker has no other copy; elsewhere it is 3, with min.insync.replicas=2.
readonly replicas=1

# topic NAME PARTITIONS SETTING …
topic() {
  local name=$1 partitions=$2 setting settings=()
  shift 2
  for setting in "$@"; do settings+=(--config "$setting"); done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists --topic "$name" \
    --partitions "$partitions" --replication-factor "$replicas" "${settings[@]}"
}

# A command is a JVM of its own: side by side they take a third of the time.
jobs=()
# docs/topics.md says how long each is kept, and why.
topic holdfast.identity 24 retention.ms=-1 & jobs+=($!)
topic holdfast.tokens 24 retention.ms=-1 & jobs+=($!)
topic holdfast.audit 24 retention.ms=-1 compression.type=zstd & jobs+=($!)
topic holdfast.sessions 6 retention.ms=2678400000 & jobs+=($!)
topic holdfast.identity.dlt 3 retention.ms=-1 max.message.bytes=1114112 & jobs+=($!)
# What the demo provider tells is its own.
topic provider.holdfast.identity 3 & jobs+=($!)
topic provider.holdfast.audit 3 & jobs+=($!)
for job in "${jobs[@]}"; do wait "$job"; done
