# shellcheck shell=bash
# Names of files as Java can take them. A name is any bytes, and Java's are text: one that is no text gets another name,
# which is shown, and a property tells what is opened for it. Sourced after setup.sh, never run.

# One character of UTF-8, byte by byte.
UTF8_CHARACTER=$'[\x01-\x7F]|[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]'
UTF8_CHARACTER+=$'|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}'
readonly UTF8_CHARACTER

# is_text NAME: Java decodes it as it is.
is_text() {
  local known=$HAS_UTF8 LC_ALL=C
  [[ $1 == *[$'\x80'-$'\xFF']* ]] || return 0
  [[ $known == true && $1 =~ ^($UTF8_CHARACTER)*$ ]]
}

# escape NAME: sets ESCAPED, the name with each byte that is no text as \xHH.
escape() {
  local rest=$1 known=$HAS_UTF8 byte LC_ALL=C
  ESCAPED=
  while [[ -n $rest ]]; do
    if [[ $rest =~ ^[$'\x01'-$'\x7F']+ || ($known == true && $rest =~ ^($UTF8_CHARACTER)+) ]]; then
      ESCAPED+=${BASH_REMATCH[0]}
      rest=${rest:${#BASH_REMATCH[0]}}
    else
      printf -v byte '%02X' "'${rest:0:1}"
      ESCAPED+=\\x${byte: -2}
      rest=${rest:1}
    fi
  done
}

# percent TEXT: sets ENCODED, its bytes as in a URI.
percent() {
  local rest=$1 byte LC_ALL=C
  ENCODED=
  while [[ -n $rest ]]; do
    if [[ $rest =~ ^[A-Za-z0-9/._-]+ ]]; then
      ENCODED+=${BASH_REMATCH[0]}
      rest=${rest:${#BASH_REMATCH[0]}}
    else
      printf -v byte '%%%02X' "'${rest:0:1}"
      ENCODED+=%${byte: -2}
      rest=${rest:1}
    fi
  done
}

# open_as SHOWN PATH: what Java and its messages call SHOWN is the file at PATH.
open_as() {
  local ENCODED shown
  percent "$1"
  shown=$ENCODED
  percent "$2"
  OPENED_AS+=${OPENED_AS:+,}$shown=$ENCODED
}

# name_for_java NAME: sets NAME to what Java calls a file.
name_for_java() {
  local ESCAPED path=$1
  NAME=$1
  [[ $path == /* ]] || path=$PWD/$path
  # In a folder whose path is no text Java finds nothing by a relative name.
  if is_text "$1" && [[ $1 == /* || $FOLDER_IS_TEXT == true ]]; then return 0; fi
  escape "$1"
  NAME=$ESCAPED
  open_as "$NAME" "$path"
}

FOLDER_IS_TEXT=true
is_text "$PWD" || FOLDER_IS_TEXT=false
