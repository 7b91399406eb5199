import { decodeEntities } from './entities.ts'

export type MarkupToken =
  | { kind: 'open'; name: string; attributes: Record<string, string>; closed: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/**
 * The tags and texts of an XML file in order, names in lower case without their namespace. It never fails: what is
 * broken comes out as text. Declarations are skipped, so a file's own entities are never defined, much less expanded.
 * Reads each character a constant number of times, whatever the input.
 */
export function* scanMarkup(xml: string): Generator<MarkupToken> {
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) {
      yield { kind: 'text', text: decodeEntities(xml.slice(at)) }
      return
    }
    if (open > at) yield { kind: 'text', text: decodeEntities(xml.slice(at, open)) }
    if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open)
      yield { kind: 'text', text: xml.slice(open + 9, end < 0 ? undefined : end) }
      at = end < 0 ? xml.length : end + 3
    } else if (xml.startsWith('<!--', open)) at = after(xml, '-->', open)
    else if (xml.startsWith('<?', open)) at = after(xml, '?>', open)
    else if (xml.startsWith('<!', open)) at = afterDeclaration(xml, open)
    else {
      const end = xml.indexOf('>', open)
      if (end < 0) {
        yield { kind: 'text', text: decodeEntities(xml.slice(open)) }
        return
      }
      yield tag(xml.slice(open + 1, end))
      at = end + 1
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from)
  return end < 0 ? xml.length : end + mark.length
}

/** A document type may hold declarations of its own in square brackets. */
function afterDeclaration(xml: string, from: number): number {
  const end = xml.indexOf('>', from)
  if (end < 0) return xml.length
  const bracket = xml.slice(from, end).indexOf('[')
  return bracket < 0 ? end + 1 : after(xml, ']>', from + bracket)
}

function tag(inside: string): MarkupToken {
  const closing = inside.startsWith('/')
  const name = local(inside.slice(closing ? 1 : 0).match(/^[^\s/]*/)![0])
  if (closing) return { kind: 'close', name }
  const attributes: Record<string, string> = Object.create(null)
  for (const match of inside.matchAll(/([^\s=/"']+)=(?:"([^"]*)"|'([^']*)')/g))
    attributes[local(match[1]!)] = decodeEntities(match[2] ?? match[3] ?? '')
  return { kind: 'open', name, attributes, closed: inside.endsWith('/') }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()
