const units = 'second|minute|hour|day|week|month|year'
const relative = new RegExp(`(?:^|\\s)(\\d{1,4}|an?|one)\\s+(${units})s?\\s+ago$`, 'i')
const absolute =
  /(?:^|\s)((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4})$/i

export interface Published {
  /** ISO 8601. */
  published: string
  /** Known to the day at least; false for "3 years ago", which may be anything up to nearly four. */
  exact: boolean
}

/**
 * When a video came out, from the English words of a list: "3 years ago", "Streamed 6 months ago",
 * "Premiered Jan 5, 2024". Null for words that say no such time ("Scheduled for …", "12 watching").
 * @param listedAt ISO 8601, when the list was made: what "ago" counts from
 */
export function publishedIn(words: string, listedAt: string): Published | null {
  const text = words.slice(0, 200).replace(/\s+/g, ' ').trim()
  if (/^(scheduled|premieres|waiting)\b/i.test(text)) return null
  const day = text.match(absolute)?.[1]
  if (day) {
    const time = Date.parse(`${day.replace('.', '')} UTC`)
    return Number.isFinite(time) ? { published: new Date(time).toISOString(), exact: true } : null
  }
  const ago = text.match(relative)
  const from = Date.parse(listedAt)
  if (!ago || !Number.isFinite(from)) return null
  const many = /^\d/.test(ago[1]!) ? Number(ago[1]) : 1
  const time = before(from, many, ago[2]!.toLowerCase())
  // Years before 2005 are no dates of a video: a number such as "9999 years" is nobody's.
  return time < Date.UTC(2005, 0, 1) ? null : { published: new Date(time).toISOString(), exact: false }
}

const hours = { second: 1 / 3600, minute: 1 / 60, hour: 1, day: 24, week: 168 }

function before(from: number, many: number, unit: string): number {
  if (unit !== 'month' && unit !== 'year') return from - many * hours[unit as keyof typeof hours] * 3_600_000
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - many * (unit === 'year' ? 12 : 1))
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}
