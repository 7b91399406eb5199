import type { Draw } from './draw.ts'

/** As much of JSON Schema as openapi.json has. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  pattern?: string
  format?: string
}

/** What fits each pattern of the document; a pattern that is not here gets words, which then do not fit. */
const fitting: [RegExp, (draw: Draw) => string][] = [
  [/\[0-9a-f\]\{64\}/, () => 'a'.repeat(64)],
  [/\[0-9a-f\]\{16\}/, () => '0123456789abcdef'],
  [/\^UC/, draw => `UC${draw.of(['abcdefghijklmnopqrstuv', 'ABCDEFGHIJKLMNOPQRSTUV'])}`],
  [/\[\\w-\]\{11\}/, draw => draw.of(['abcdefghijk', 'dQw4w9WgXcQ', '-_-_-_-_-_-'])],
  [/ownwords:knowledge/, draw => `ownwords:knowledge/${draw.uuid()}`],
  [/file:/, () => 'file:///paper.pdf'],
  [/A-Za-z\]\{2,8\}/, draw => draw.of(['en', 'de-AT', 'zh-Hant-TW'])],
  [/\\d\{4\}-\\d\{2\}\$/, () => '2026-11'],
  [/youtube/, draw => draw.of(['sea.example', 'youtube.com/@tides'])],
  [/data:image/, () => 'data:image/webp;base64,UklGRg=='],
  [/\[1-9\]\\d/, draw => String(1 + draw.below(3))],
]

export interface Making {
  draw: Draw
  resolve(ref: string): Schema
  /** An id that may be one of something that is there. */
  id(): string
}

const WORDS = [
  'tide',
  'moon',
  'sea',
  'Why',
  'engineers',
  'say',
  'it',
  'rises',
  'twice',
  'a day',
  'über',
  '潮',
  '🌊',
]

/** A value that fits the schema, as far as a schema tells. */
export function made(schema: Schema, making: Making, depth = 0): unknown {
  const { draw } = making
  if (schema.$ref) return made(making.resolve(schema.$ref), making, depth)
  if ('const' in schema) return schema.const
  if (schema.enum) return draw.of(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return made(draw.of(choices), making, depth)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => made(part, making, depth) as object))
  const type = Array.isArray(schema.type) ? draw.of(schema.type) : schema.type
  switch (type) {
    case 'object':
      return objectOf(schema, making, depth)
    case 'array': {
      const least = schema.minItems ?? 0
      const most = Math.min(schema.maxItems ?? 3, least + (depth > 4 ? 0 : 3))
      const length = least + draw.below(most - least + 1)
      return Array.from({ length }, () => made(schema.items ?? {}, making, depth + 1))
    }
    case 'string':
      return stringOf(schema, making)
    case 'integer':
    case 'number':
      return numberOf(schema, draw, type === 'integer')
    case 'boolean':
      return draw.in100(50)
    default:
      return null
  }
}

function objectOf(schema: Schema, making: Making, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(name) || making.draw.in100(60))
      object[name] = made(property, making, depth + 1)
  if (typeof schema.additionalProperties === 'object' && schema.additionalProperties.type)
    object[making.id()] = made(schema.additionalProperties, making, depth + 1)
  return object
}

function stringOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema, { draw, id }: Making): string {
  if (format === 'uuid') return id()
  if (format === 'date-time')
    return new Date(Date.UTC(2026, draw.below(11), 1 + draw.below(28), draw.below(24))).toISOString()
  if (format === 'date') return '2026-11-20'
  if (format === 'uri') return `https://sea.example/${draw.below(50)}`
  if (pattern) return (fitting.find(([known]) => known.test(pattern))?.[1] ?? (() => 'tide'))(draw)
  let words = draw.of(WORDS)
  while (words.length < minLength || (draw.in100(60) && words.length < maxLength - 12))
    words += ` ${draw.of(WORDS)}`
  return words.slice(0, maxLength).toWellFormed()
}

function numberOf(schema: Schema, draw: Draw, whole: boolean): number {
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1)
  const most = Math.min(schema.maximum ?? least + 1_000, least + 1_000_000)
  const drawn = least + (draw.below(1_000) / 1_000) * (most - least)
  return whole ? Math.floor(drawn) : drawn
}
