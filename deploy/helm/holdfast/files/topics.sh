#!/bin/bash
# Makes the topics that Holdfast needs, or gives those that exist the settings of the list.
# Usage: topics.sh LIST, with lines of NAME PARTITIONS REPLICAS NAME=VALUE,NAME=VALUE
# Partitions of a topic that exists are never changed: a subject's newer events would go elsewhere
# than its older ones, and their order would not hold across the change.
set -euo pipefail

list=$1
bin=${KAFKA_BIN:-/opt/kafka/bin}
connection=(--bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$CLIENT_PROPERTIES")
wrong=0

known=$("$bin/kafka-topics.sh" "${connection[@]}" --describe)

while read -r name partitions replicas settings; do
  [[ -n $name ]] || continue
  there=$(awk -v name="$name" '$1 == "Topic:" && $2 == name && match($0, /PartitionCount: *[0-9]+/) {
    count = substr($0, RSTART, RLENGTH); sub(/.*: */, "", count); print count; exit }' <<<"$known")
  if [[ -z $there ]]; then
    arguments=()
    IFS=, read -ra pairs <<<"$settings"
    for pair in "${pairs[@]}"; do
      arguments+=(--config "$pair")
    done
    "$bin/kafka-topics.sh" "${connection[@]}" --create --if-not-exists --topic "$name" \
      --partitions "$partitions" --replication-factor "$replicas" "${arguments[@]}"
    continue
  fi
  "$bin/kafka-configs.sh" "${connection[@]}" --alter --entity-type topics --entity-name "$name" \
    --add-config "$settings"
  if [[ $there != "$partitions" ]]; then
    echo "$name has $there partitions, and the values say $partitions: say $there, or see docs/topics.md" >&2
    wrong=1
  fi
done <"$list"

exit "$wrong"
