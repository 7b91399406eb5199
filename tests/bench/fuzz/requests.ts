import { createHash } from 'node:crypto'
import { type Draw, drawOf } from './draw.ts'
import { BODIES, HEADERS, STRINGS, TYPES, VALUES } from './hostile.ts'
import { type Making, made, type Schema } from './schema.ts'

export interface FuzzRequest {
  index: number
  kind: 'right' | 'nearly' | 'hostile'
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** An answer of this route goes on: it is opened and closed. */
  streams: boolean
}

interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  schema: Schema
}
interface Operation {
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | null
  bodyType: string | null
  streams: boolean
}

interface Described {
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: object }>
}

interface Document {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

/** Takes the token away that everything is asked with, which is given only so often: asked now and then. */
const ENDS_TOKEN = /^DELETE \/(pair|account|devices)|sign-out/

/** Makes the request of each index from what the document says, and learns from answers which ids there are. */
export function fuzzRequests(document: Document, seed: number) {
  const operations = operationsOf(document)
  const lasting = operations.filter(({ method, path }) => !ENDS_TOKEN.test(`${method} ${path}`))
  const known = new Map<string, string[]>()
  const all: string[] = []

  /** Ids in an answer are those of what its route is about. */
  function learn(path: string, answer: string): void {
    const ids = answer
      .slice(0, 20_000)
      .match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g)
    for (const id of new Set(ids ?? [])) {
      remember(known.get(familyOf(path)) ?? known.set(familyOf(path), []).get(familyOf(path))!, id)
      remember(all, id)
    }
  }

  function request(index: number): FuzzRequest {
    const draw = drawOf(seed * 1_000_003 + index)
    const operation = draw.of(draw.in100(10) ? operations : lasting)
    const kind = draw.of(['right', 'right', 'nearly', 'nearly', 'hostile'] as const)
    const idFor = (family: string): string => {
      const own = known.get(family)
      if (own?.length && draw.in100(70)) return draw.of(own)
      return all.length > 0 && draw.in100(50) ? draw.of(all) : draw.uuid()
    }
    const making: Making = {
      draw,
      resolve: ref => document.components.schemas[ref.split('/').at(-1)!]!,
      id: () => idFor('projects'),
    }
    const place = placeOf(operation, making, idFor, kind)
    let body: FuzzRequest['body'] = null
    const headers: Record<string, string> = { ...place.headers }
    if (operation.body) {
      const value = consistent(made(operation.body, making), place.id)
      if (kind === 'nearly') spoil(value, draw)
      body = JSON.stringify(kind === 'hostile' ? poisoned(value, draw) : value) ?? 'null'
      headers['content-type'] = 'application/json'
    } else if (operation.bodyType) {
      body = draw.of(BODIES)(draw)
      headers['content-type'] = operation.bodyType
    }
    if (kind === 'hostile') {
      if (draw.in100(40) && operation.method !== 'GET') body = draw.of(BODIES)(draw)
      if (draw.in100(20)) headers['content-type'] = draw.of(TYPES)
      if (draw.in100(30)) Object.assign(headers, draw.of(HEADERS))
    }
    const method = kind === 'hostile' && draw.in100(5) ? draw.of(METHODS) : operation.method
    return { index, kind, method, path: place.path, headers, body, streams: operation.streams }
  }

  return { operations: operations.length, request, learn }
}

const METHODS = ['PATCH', 'HEAD', 'OPTIONS', 'DELETE', 'PUT', 'POST', 'PROPFIND']
const MOST_REMEMBERED = 400

function remember(ids: string[], id: string): void {
  if (ids.includes(id)) return
  ids.push(id)
  if (ids.length > MOST_REMEMBERED) ids.shift()
}

/** `/projects/{id}/briefs` is about briefs, `/briefs/{id}` too. */
const familyOf = (path: string): string =>
  path
    .split('?')[0]!
    .split('/')
    .filter(part => /^[a-z-]+$/.test(part))
    .at(-1) ?? ''

function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const content = requestBody?.content ?? {}
      const types = Object.keys(content)
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        body: content['application/json']?.schema ?? null,
        bodyType: types.find(type => type !== 'application/json') ?? null,
        streams: Object.values(responses).some(answer => 'text/event-stream' in (answer.content ?? {})),
      }
    }),
  )
}

/** Path, query and headers; `id` is the first of the path. */
function placeOf(
  operation: Operation,
  making: Making,
  idFor: (family: string) => string,
  kind: FuzzRequest['kind'],
): { path: string; headers: Record<string, string>; id: string | null } {
  const { draw } = making
  const headers: Record<string, string> = {}
  let { path } = operation
  let id: string | null = null
  const query = new URLSearchParams()
  for (const { in: where, name, schema } of operation.parameters) {
    const wild = kind === 'hostile' && draw.in100(30)
    const fitting = where === 'path' && schema.format === 'uuid'
    const value = wild
      ? draw.of(STRINGS).slice(0, 2_000)
      : fitting
        ? idFor(familyOf(operation.path.split('{')[0]!))
        : String(made(schema, making))
    if (where === 'path') {
      id ??= fitting && !wild ? value : null
      path = path.replace(`{${name}}`, encodeURIComponent(value.toWellFormed()) || '%20')
    } else if (draw.in100(60) || kind === 'hostile') {
      if (where === 'query') query.append(name, value.toWellFormed())
      // Node refuses what no header can hold before it is sent.
      else headers[name] = value.replace(/[^\x20-\x7e]/g, '?')
    }
  }
  if (kind === 'hostile' && draw.in100(10)) query.append(draw.of(STRINGS).slice(0, 50).toWellFormed(), 'x')
  return { path: query.size > 0 ? `${path}?${query}` : path, headers, id }
}

/** What a schema cannot tell and a right request has all the same. */
function consistent(value: unknown, id: string | null): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const body = value as Record<string, unknown>
  if ('id' in body && id) body.id = id
  if (typeof body.text === 'string' && 'contentHash' in body)
    body.contentHash = createHash('sha256').update(body.text).digest('hex')
  return body
}

type Spot = { holder: Record<string, unknown>; key: string }
function spotsOf(value: unknown, spots: Spot[] = []): Spot[] {
  if (typeof value !== 'object' || value === null) return spots
  for (const key of Object.keys(value)) {
    spots.push({ holder: value as Record<string, unknown>, key })
    spotsOf((value as Record<string, unknown>)[key], spots)
  }
  return spots
}

/** One thing is off. */
function spoil(value: unknown, draw: Draw): void {
  const spots = spotsOf(value)
  if (spots.length === 0) return
  const { holder, key } = draw.of(spots)
  const was = holder[key]
  switch (draw.below(5)) {
    case 0:
      delete holder[key]
      break
    case 1:
      holder[`${key}x`] = was
      break
    case 2:
      holder[key] = draw.of(VALUES)
      break
    case 3:
      holder[key] =
        typeof was === 'number'
          ? draw.of([was - 1, -was, was + 0.5, was * 1e6])
          : draw.of([null, [was], { was }])
      break
    default:
      holder[key] =
        typeof was === 'string' ? draw.of(['', was + was, was.slice(1), was.toUpperCase()]) : String(was)
  }
}

/** Some of its texts and numbers are a stranger's. */
function poisoned(value: unknown, draw: Draw): unknown {
  for (const { holder, key } of spotsOf(value)) {
    if (!draw.in100(25)) continue
    holder[key] = typeof holder[key] === 'string' ? draw.of(STRINGS) : draw.of(VALUES)
  }
  return value
}
