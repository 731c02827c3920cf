# zip_files OUT FILE...: a zip archive of the files, without compression, by nothing but bash and gzip. Sourced.
zip_files() {
  local out=$1 file name size crc head directory offset=0 count=0 zip
  shift
  zip=$(mktemp) directory=$(mktemp)
  for file in "$@"; do
    name=$(basename "$file")
    size=$(wc -c <"$file")
    # The last eight bytes of a gzip stream: the CRC-32 that a zip wants too, then the size.
    crc=$(gzip -c "$file" | tail -c 8 | head -c 4 | od -An -tx1 | sed 's/ /\\x/g')
    head="\x14\x00\x00\x00\x00\x00\x00\x00\x21\x5c$crc$(little 4 "$size")$(little 4 "$size")$(little 2 ${#name})\x00\x00"
    { printf "PK\x03\x04$head%s" "$name"; cat "$file"; } >>"$zip"
    { printf "PK\x01\x02\x14\x00$head\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00$(little 4 $offset)%s" "$name"; } >>"$directory"
    offset=$(wc -c <"$zip")
    count=$((count + 1))
  done
  {
    cat "$zip" "$directory"
    printf "PK\x05\x06\x00\x00\x00\x00$(little 2 $count)$(little 2 $count)$(little 4 "$(wc -c <"$directory")")$(little 4 "$offset")\x00\x00"
  } >"$out"
  rm -f "$zip" "$directory"
}

# little WIDTH NUMBER: the number as escapes of its bytes, the lowest first.
little() {
  local width=$1 number=$2
  while [ $((width--)) -gt 0 ]; do
    printf '\\x%02x' $((number & 255))
    number=$((number >> 8))
  done
}
