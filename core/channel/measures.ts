/** Milliseconds of a clock on a thumbnail ("9:58", "1:02:03"); null for "LIVE", "SHORTS" and the rest. */
export function clockLength(text: string): number | null {
  const parts = text.trim().match(/^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/)
  if (!parts) return null
  const [, hours = '0', minutes, seconds] = parts
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

const thousands: Record<string, number> = { '': 1, k: 1e3, m: 1e6, b: 1e9 }

/** A number of views from English words: "1,234 views", "1.1k views", "No views". Null where they speak of something else. */
export function viewsIn(text: string): number | null {
  const words = text.slice(0, 100).trim()
  if (/^no views$/i.test(words)) return 0
  const parts = words.match(/^([\d.,]{1,20})\s?([kmb]?)\s+views?$/i)
  if (!parts) return null
  const [, digits, unit] = parts
  const number = Number(unit ? digits!.replaceAll(',', '') : digits!.replace(/[.,](?=\d{3}(?!\d))/g, ''))
  const views = Math.round(number * thousands[unit!.toLowerCase()]!)
  return Number.isSafeInteger(views) ? views : null
}
