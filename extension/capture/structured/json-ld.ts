type Thing = Record<string, unknown>

/** A page may repeat itself a thousand times over. */
const most = { scripts: 40, chars: 2_000_000, things: 2_000 }

/**
 * What a page says of itself by schema.org, as a flat list: graphs and lists opened, broken scripts passed over.
 * Whatever a thing holds is asked by `wordOf` and the like: a page can write anything.
 */
export function thingsOf(page: Document): Thing[] {
  const things: Thing[] = []
  const take = (value: unknown, depth: number): void => {
    if (depth > 6 || things.length >= most.things) return
    if (Array.isArray(value)) for (const each of value.slice(0, most.things)) take(each, depth + 1)
    else if (isThing(value)) {
      things.push(value)
      take(value['@graph'], depth + 1)
      take(value.mainEntity, depth + 1)
    }
  }
  const scripts = [...page.querySelectorAll('script[type="application/ld+json" i]')].slice(0, most.scripts)
  for (const script of scripts) {
    const text = script.textContent ?? ''
    if (text.length > most.chars) continue
    try {
      take(JSON.parse(text), 0)
    } catch {
      // Many pages write their own JSON wrongly; nothing is known then.
    }
  }
  return things
}

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function isA(thing: Thing, ...types: string[]): boolean {
  const told = thing['@type']
  return (Array.isArray(told) ? told : [told]).some(type => typeof type === 'string' && types.includes(type))
}

/** A text of a thing, or the name of the thing that it names there. */
export function wordOf(thing: Thing | null | undefined, field: string): string | null {
  const value = thing && Object.hasOwn(thing, field) ? thing[field] : null
  const first = Array.isArray(value) ? value[0] : value
  if (typeof first === 'string') return first.trim() || null
  if (typeof first === 'number') return String(first)
  return isThing(first) ? wordOf(first, 'name') : null
}

export function thingOf(thing: Thing | null | undefined, field: string): Thing | null {
  const value = thing && Object.hasOwn(thing, field) ? thing[field] : null
  const first = Array.isArray(value) ? value[0] : value
  return isThing(first) ? first : null
}

/** "PT1H2M3S" as "1:02:03"; null for what is no such length. */
export function lengthOf(duration: string | null): string | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i.exec(duration ?? '')
  if (!found) return /^\d{1,2}(?::\d{2}){1,2}$/.test(duration ?? '') ? duration : null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(part => Number(part ?? 0))
  return clock(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

/** Seconds as a clock shows them; null for none. */
export function clock(all: number): string | null {
  if (!(all > 0) || all > 1_000_000) return null
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, Math.floor(all) % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
