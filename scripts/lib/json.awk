# Prints each scalar of a JSON document as a line "path<TAB>value": data.0.id<TAB>0190...; strings unescaped but for
# \uXXXX beyond ASCII, which stays as written. For scripts that cannot count on a JSON tool being there.
{ text = text $0 "\n" }
END { at = 1; value("") }

function blank() { while (substr(text, at, 1) ~ /[ \t\r\n]/) at++ }

function value(path,   sign) {
  blank()
  sign = substr(text, at, 1)
  if (sign == "{") object(path)
  else if (sign == "[") array(path)
  else if (sign == "\"") print path "\t" string()
  else scalar(path)
}

function object(path,   key) {
  at++; blank()
  while (substr(text, at, 1) != "}" && at <= length(text)) {
    key = string(); blank(); at++
    value(path == "" ? key : path "." key); comma()
  }
  at++
}

function array(path,   n) {
  at++; blank(); n = 0
  while (substr(text, at, 1) != "]" && at <= length(text)) { value(path == "" ? n : path "." n); n++; comma() }
  at++
}

function comma() { blank(); if (substr(text, at, 1) == ",") at++; blank() }

function scalar(path) {
  if (!match(substr(text, at), /^[-+.0-9a-zA-Z]+/)) { print "not JSON" > "/dev/stderr"; exit 1 }
  print path "\t" substr(text, at, RLENGTH)
  at += RLENGTH
}

function string(   out, sign) {
  out = ""
  for (at++; at <= length(text); at++) {
    sign = substr(text, at, 1)
    if (sign == "\"") { at++; return out }
    if (sign == "\\") { at++; sign = escaped(substr(text, at, 1)) }
    out = out sign
  }
  return out
}

function escaped(sign) {
  if (sign == "n") return "\n"
  if (sign == "t") return "\t"
  if (sign == "r") return "\r"
  if (sign == "b" || sign == "f") return " "
  if (sign == "u") return ascii()
  return sign
}

function ascii(   code) {
  code = tolower(substr(text, at + 1, 4))
  if (substr(code, 1, 2) != "00" || substr(code, 3, 1) > "7") return "\\u"
  at += 4
  return sprintf("%c", (index("0123456789abcdef", substr(code, 3, 1)) - 1) * 16 + index("0123456789abcdef", substr(code, 4, 1)) - 1)
}
