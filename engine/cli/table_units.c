// SPDX-License-Identifier: MIT
// table_units.c: the spellings, one row a unit. Programs write them in the language of the desk.
#include "cli/table_units.h"

#include <string.h>
#include <strings.h>

// X(name, kind, size, spellings between bars)
#define UNIT_LIST(X)                                                                               \
    X("s", TIME, 1,                                                                                \
      "|s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|segundo|segundos|seg|"     \
      "secondi|sekunder|sekund|\u0441|\u0441\u0435\u043a|")                                        \
    X("ms", TIME, 1e-3,                                                                            \
      "|ms|msec|msecs|msek|mseg|milli|millis|millisec|millisecs|millisecond|milliseconds|"         \
      "millisekunde|millisekunden|milliseconde|millisecondes|milissegundos|milisegundos|"          \
      "millisecondi|millisekunder|\u043c\u0441|")                                                  \
    X("us", TIME, 1e-6,                                                                            \
      "|us|usec|usecs|\u00b5s|\u00b5sec|\u03bcs|\u03bcsec|micros|microsec|microsecond|"            \
      "microseconds|mikrosekunde|mikrosekunden|microsecondes|microssegundos|microsegundos|"        \
      "\u043c\u043a\u0441|")                                                                       \
    X("ns", TIME, 1e-9, "|ns|nsec|nsecs|nanos|nanosec|nanosecond|nanoseconds|nanosekunden|")       \
    X("min", TIME, 60, "|min|mins|minute|minutes|minuten|minuto|minutos|minuti|minuter|")          \
    X("h", TIME, 3600, "|h|hr|hrs|hour|hours|stunde|stunden|heures|hora|horas|ore|")               \
    X("um", LENGTH, 1e-4, "|um|\u00b5m|\u03bcm|micron|microns|micrometer|micrometers|micrometre|") \
    X("mm", LENGTH, 0.1,                                                                           \
      "|mm|millimeter|millimeters|millimetre|millimetres|milimetros|millimetri|\u043c\u043c|")     \
    X("cm", LENGTH, 1,                                                                             \
      "|cm|centimeter|centimeters|centimetre|centimetres|zentimeter|centimetros|centimetri|"       \
      "\u0441\u043c|")                                                                             \
    X("dm", LENGTH, 10, "|dm|decimeter|decimetre|dezimeter|")                                      \
    X("m", LENGTH, 100, "|m|meter|meters|metre|metres|metros|metri|\u043c|")                       \
    X("km", LENGTH, 1e5, "|km|kilometer|kilometers|kilometre|kilometres|")                         \
    X("in", LENGTH, 2.54, "|in|inch|inches|zoll|")                                                 \
    X("ft", LENGTH, 30.48, "|ft|feet|")                                                            \
    X("yd", LENGTH, 91.44, "|yd|yds|yard|yards|")                                                  \
    X("px", OTHER, 0, "|px|pixel|pixels|pel|")                                                     \
    X("deg", OTHER, 0, "|deg|degs|degree|degrees|grad|graus|grados|\u00b0|")                       \
    X("rad", OTHER, 0, "|rad|radian|radians|")                                                     \
    X("%", OTHER, 0, "|%|percent|prozent|")                                                        \
    X("%H", OTHER, 0, "|%h|%bh|")                                                                  \
    X("AL", OTHER, 0, "|al|")                                                                      \
    X("LL", OTHER, 0, "|ll|")                                                                      \
    X("%LL", OTHER, 0, "|%ll|")                                                                    \
    X("stage", OTHER, 0, "|stage|")                                                                \
    X("N", OTHER, 0, "|n|newton|newtons|")                                                         \
    X("kN", OTHER, 0, "|kn|")                                                                      \
    X("Nm", OTHER, 0, "|nm|n.m|n*m|n\u00b7m|n m|n-m|")                                             \
    X("Nmm", OTHER, 0, "|nmm|n.mm|n*mm|n\u00b7mm|n mm|n-mm|")                                      \
    X("Ncm", OTHER, 0, "|ncm|n.cm|n*cm|n\u00b7cm|n cm|n-cm|")                                      \
    X("kg", OTHER, 0, "|kg|")                                                                      \
    X("lb", OTHER, 0, "|lb|lbs|lbf|")                                                              \
    X("g", OTHER, 0, "|g|")                                                                        \
    X("V", OTHER, 0, "|v|volt|volts|")                                                             \
    X("mV", OTHER, 0, "|mv|")                                                                      \
    X("uV", OTHER, 0, "|uv|\u00b5v|\u03bcv|")                                                      \
    X("Pa", OTHER, 0, "|pa|")                                                                      \
    X("kPa", OTHER, 0, "|kpa|")                                                                    \
    X("W", OTHER, 0, "|w|watt|watts|")                                                             \
    X("J", OTHER, 0, "|j|joule|joules|")                                                           \
    X("Hz", OTHER, 0, "|hz|hertz|")                                                                \
    X("frames", OTHER, 0, "|frame|frames|")                                                        \
    X("samples", OTHER, 0, "|sample|samples|")                                                     \
    X("m/s", OTHER, 0, "|m/s|m s-1|m.s-1|")                                                        \
    X("cm/s", OTHER, 0, "|cm/s|cm s-1|")                                                           \
    X("mm/s", OTHER, 0, "|mm/s|mm s-1|")                                                           \
    X("m/s2", OTHER, 0, "|m/s2|m/s^2|m/s/s|m/s\u00b2|")                                            \
    X("mm/s2", OTHER, 0, "|mm/s2|mm/s^2|mm/s/s|mm/s\u00b2|")                                       \
    X("deg/s", OTHER, 0, "|deg/s|\u00b0/s|dps|")                                                   \
    X("deg/s2", OTHER, 0, "|deg/s2|deg/s^2|deg/s/s|\u00b0/s\u00b2|")                               \
    X("rad/s", OTHER, 0, "|rad/s|")

static const struct UnitRow {
    Unit unit;
    const char *spellings;
} rows[] = {
#define X(name, kind, size, spellings) { { UNIT_##kind, size, name }, spellings },
    UNIT_LIST(X)
#undef X
};

// What may stand in the brackets of a column's name and is no unit.
static const char words[] = "|left|right|l|r|links|rechts|gauche|droite|esquerda|direita|izquierda|"
                            "derecha|raw|filtered|smoothed|relative|absolute|abs|rel|";

// Without blanks around it and without a last point.
static size_t core(const char **text)
{
    *text += strspn(*text, " \t");
    size_t n = strlen(*text);
    while (n > 0 && strchr(" \t.", (*text)[n - 1])) n--;
    return n;
}

static bool is_spelled(const char *list, const char *text, size_t length)
{
    for (const char *at = list + 1; *at; at += strcspn(at, "|") + 1)
        if (strcspn(at, "|") == length && !strncasecmp(at, text, length)) return true;
    return false;
}

Unit unit_find(const char *text)
{
    size_t n = core(&text);
    for (size_t i = 0; n > 0 && i < sizeof rows / sizeof *rows; i++)
        if (is_spelled(rows[i].spellings, text, n)) return rows[i].unit;
    return (Unit){ .kind = UNIT_UNKNOWN };
}

bool unit_is_word(const char *text)
{
    size_t n = core(&text);
    return n > 0 && is_spelled(words, text, n);
}
