/** Words and signs of one unit, in the languages whose number words are known. */
const UNITS: Record<string, string> = {
  '%': '% percent percentage prozent pourcent pourcentage porcentaje',
  '‰': '‰ permille promille',
  $: '$ dollar dollars usd bucks',
  '€': '€ euro euros eur',
  '£': '£ gbp quid sterling',
  '¥': '¥ yen yuan',
  cent: 'cents pence',
  hundred: 'hundreds hunderte',
  thousand: 'thousands tausende',
  million: 'millions mio',
  billion: 'billions mrd',
  trillion: 'trillions',
  dozen: 'dozen dozens dutzend',
  millisecond: 'millisecond milliseconds ms millisekunden',
  second: 'seconds sekunde sekunden secondes segundos',
  minute: 'minute minutes minuten minutos',
  hour: 'hour hours stunde stunden heures horas',
  day: 'day days tag tage tagen jours días',
  week: 'week weeks woche wochen semaine semaines semana semanas',
  month: 'month months monat monate monaten meses',
  year: 'year years jahr jahre jahren ans année années años',
  decade: 'decade decades jahrzehnt jahrzehnte décennie década',
  century: 'century centuries jahrhundert jahrhunderte siècle siècles siglo siglos',
  millennium: 'millennium millennia jahrtausend',
  nm: 'nm nanometre nanometres nanometer nanometers',
  mm: 'mm millimetre millimetres millimeter millimeters',
  cm: 'cm centimetre centimetres centimeter centimeters zentimeter',
  m: 'm metre metres meter meters mètre mètres metro metros',
  km: 'km kilometre kilometres kilometer kilometers kilomètres kilómetros',
  inch: 'inches zoll',
  foot: 'foot feet ft',
  yard: 'yard yards',
  mile: 'mile miles meile meilen',
  lightyear: 'lightyear lightyears lichtjahr lichtjahre',
  mg: 'mg milligram milligrams milligramm',
  g: 'g gram grams gramme grammes gramm gramos',
  kg: 'kg kilo kilos kilogram kilograms kilogramm',
  tonne: 'ton tons tonne tonnes tonnen toneladas',
  ounce: 'ounce ounces oz',
  pound: 'pound pounds lb lbs pfund',
  litre: 'litre litres liter liters l litros',
  ml: 'ml millilitre millilitres milliliter milliliters',
  gallon: 'gallon gallons',
  c: '°c celsius centigrade',
  f: '°f fahrenheit',
  k: 'kelvin',
  degree: '° degree degrees grad degrés grados',
  watt: 'w watt watts',
  kw: 'kw kilowatt kilowatts kwh',
  mw: 'mw megawatt megawatts',
  gw: 'gw gigawatt gigawatts',
  volt: 'v volt volts',
  hz: 'hz hertz khz mhz ghz',
  byte: 'byte bytes',
  mb: 'kb mb gb tb megabyte megabytes gigabyte gigabytes terabyte terabytes',
  calorie: 'calorie calories kcal kalorien',
  joule: 'joule joules',
  hectare: 'hectare hectares acre acres hektar',
  mph: 'mph',
  kmh: 'kmh kph',
}
const units = new Map(
  Object.entries(UNITS).flatMap(([unit, words]) => words.split(' ').map(word => [word, unit] as const)),
)
/** Letters that are units only right behind a number. */
const ONE_LETTER = /^\p{L}$/u

/** Which unit a word or sign is; null for none. Single letters are none where no number stands before them. */
export const unitOf = (word: string, behindNumber = false): string | null =>
  ONE_LETTER.test(word) && !behindNumber ? null : (units.get(word.toLowerCase()) ?? null)

const MONTHS = [
  'january jan januar januari janvier enero gennaio janeiro',
  'february feb februar février febrero febbraio fevereiro',
  'march märz mars marzo março',
  'april apr avril abril aprile',
  'may mai mayo maggio maio',
  'june jun juni juin junio giugno junho',
  'july jul juli juillet julio luglio julho',
  'august aug août agosto',
  'september sept septembre septiembre settembre setembro',
  'october oct oktober octobre octubre ottobre outubro',
  'november nov novembre noviembre novembro',
  'december dec dezember décembre diciembre dicembre dezembro',
]
const DAYS = [
  'monday montag lundi lunes',
  'tuesday dienstag mardi martes',
  'wednesday mittwoch mercredi miércoles',
  'thursday donnerstag jeudi jueves',
  'friday freitag vendredi viernes',
  'saturday samstag samedi sábado',
  'sunday sonntag dimanche domingo',
]
const dates = new Map([
  ...MONTHS.flatMap((words, at) => words.split(' ').map(word => [word, `month ${at + 1}`] as const)),
  ...DAYS.flatMap((words, at) => words.split(' ').map(word => [word, `day ${at + 1}`] as const)),
])
/** Months that are other words too where they are not written large; one of them is at the beginning of a sentence too. */
const ALSO_WORDS = /^(?:may|march|mars|mai|mayo|august|jan|jun|jul|dec|oct|nov|sept|apr|feb|aug|lunes)$/

/** Which month or day of the week a word is, by whatever language; null for none. */
export function monthOrDay(word: string): string | null {
  const lower = word.toLowerCase()
  return ALSO_WORDS.test(word) ? null : (dates.get(lower) ?? null)
}
