/** Where in a page's HTML an object is assigned to `name`: the place of its opening bracket; null where nowhere. */
export function assigned(html: string, name: string): number | null {
  const match = new RegExp(
    `(?:var\\s+|window\\[["']|window\\.|[;>\\s])${name}(?:["']\\])?\\s*=\\s*(?=\\{)`,
  ).exec(html)
  return match ? match.index + match[0].length : null
}

/** The object that a page's script assigns to `name`, read as JSON and never run; undefined where there is none. */
export function assignedJson(html: string, name: string): unknown {
  const from = assigned(html, name)
  if (from === null) return undefined
  let depth = 0
  for (let at = from; at < html.length; at++) {
    const sign = html[at]
    if (sign === '"') {
      for (at++; at < html.length && html[at] !== '"'; at++) if (html[at] === '\\') at++
    } else if (sign === '{') depth++
    else if (sign === '}' && --depth === 0) {
      try {
        return JSON.parse(html.slice(from, at + 1))
      } catch {
        return undefined
      }
    }
  }
  return undefined
}
