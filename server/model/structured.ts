import { z } from 'zod'
import type { Chat, Counting, Message, Reply, ReplyOptions, ResponseFormat } from './chat.ts'
import { ModelFailure } from './errors.ts'
import { jsonWithin } from './json-within.ts'

/** Ways of getting JSON, the strictest first. */
const RUNGS = ['json_schema', 'json_object', 'plain'] as const
type Rung = (typeof RUNGS)[number]
/** What each server could, by base URL and model. */
export type Rungs = Map<string, Rung>

export interface StructuredRequest<Answer> extends Pick<Counting, 'expect' | 'fence' | 'fresh'> {
  messages: Message[]
  /** Letters, digits and underscores. */
  name: string
  schema: z.ZodType<Answer>
  signal: AbortSignal
  heard?: ReplyOptions['heard']
  /** Whether an answer that fits the schema says something: one that does not is never given again. */
  worth?: (answer: Answer) => boolean
}

export interface Structured {
  /** @throws ModelFailure when there is no answer or none that fits the schema after one repair. */
  ask<Answer>(request: StructuredRequest<Answer>): Promise<Answer>
}

/**
 * Asks for JSON of a schema from servers that differ in what they can: json_schema, else json_object, else words with
 * the JSON somewhere in them. The rung that a server stood on is remembered in `rungs`, a server being a base URL and a
 * model. Whatever comes is parsed by the schema; what does not fit goes back once with what is wrong.
 */
export function structured(chat: Chat, rungs: Rungs = new Map()): Structured {
  const key = `${chat.baseUrl} ${chat.model}`

  async function replyOn<Answer>(
    request: StructuredRequest<Answer>,
    messages: Message[],
    keptFor?: Message[],
  ): Promise<Reply> {
    for (let i = RUNGS.indexOf(rungs.get(key) ?? 'json_schema'); ; i++) {
      const rung = RUNGS[i]!
      try {
        const reply = await chat.reply(messages, {
          signal: request.signal,
          heard: request.heard,
          ...counting(request),
          keptFor,
          format: formatOf(rung, request),
        })
        rungs.set(key, rung)
        return reply
      } catch (error) {
        const refused = error instanceof ModelFailure && (error.status === 400 || error.status === 422)
        if (!refused || i === RUNGS.length - 1) throw error
      }
    }
  }

  return {
    async ask(request) {
      const messages = withSchema(request)
      const first = await replyOn(request, messages)
      const read = readAnswer(first, request.schema)
      if (read.ok) return read.answer
      const second = await replyOn(
        request,
        [
          ...messages,
          { role: 'assistant', content: first.text.slice(0, 20_000) || '…' },
          { role: 'user', content: `${read.wrong} Answer again, with the JSON object alone.` },
        ],
        messages,
      )
      const again = readAnswer(second, request.schema)
      if (again.ok) return again.answer
      throw new ModelFailure(
        'model_unusable',
        `“${chat.model}” at ${chat.host} did not answer in the form that was asked for, twice. Try a larger model.`,
        { outage: true },
      )
    },
  }
}

/** What `ask` sends first, where nothing was learned of the server meanwhile. */
export function firstSent<Answer>(
  { baseUrl, model }: Pick<Chat, 'baseUrl' | 'model'>,
  rungs: Rungs,
  request: Omit<StructuredRequest<Answer>, 'signal'>,
): { messages: Message[]; options: Omit<ReplyOptions, 'signal'> } {
  const rung = rungs.get(`${baseUrl} ${model}`) ?? 'json_schema'
  return {
    messages: withSchema(request),
    options: { ...counting(request), format: formatOf(rung, request) },
  }
}

/** Only what fits the schema, and says something, is worth giving again. */
const counting = <Answer>({
  name,
  schema,
  expect,
  fence,
  fresh,
  worth,
}: Omit<StructuredRequest<Answer>, 'signal'>): Counting => ({
  step: name,
  expect,
  fence,
  fresh,
  keep(reply) {
    const read = readAnswer(reply, schema)
    return read.ok && worth?.(read.answer) !== false
  },
})

function formatOf<Answer>(
  rung: Rung,
  { name, schema }: Pick<StructuredRequest<Answer>, 'name' | 'schema'>,
): ResponseFormat {
  if (rung === 'plain') return undefined
  if (rung === 'json_object') return { type: 'json_object' }
  return {
    type: 'json_schema',
    json_schema: { name, strict: true, schema: z.toJSONSchema(schema) as Record<string, unknown> },
  }
}

/** On every rung, since a server may accept a format and not heed it. */
function withSchema<Answer>({
  messages,
  schema,
}: Pick<StructuredRequest<Answer>, 'messages' | 'schema'>): Message[] {
  const [first, ...rest] = messages
  const shape = JSON.stringify(z.toJSONSchema(schema))
  return [
    {
      ...first!,
      content: `${first!.content}\n\nAnswer with one JSON object of this JSON Schema and nothing else:\n${shape}`,
    },
    ...rest,
  ]
}

function readAnswer<Answer>(
  { text, truncated }: Reply,
  schema: z.ZodType<Answer>,
): { ok: true; answer: Answer } | { ok: false; wrong: string } {
  if (truncated)
    return {
      ok: false,
      wrong: 'Your answer was cut off because it was too long. Give half as many items, with shorter texts.',
    }
  const json = jsonWithin(text)
  if (json === undefined) return { ok: false, wrong: 'There was no JSON object in your answer.' }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { ok: true, answer: parsed.data }
  const issues = parsed.error.issues
    .slice(0, 8)
    .map(({ path, message }) => `${path.join('.') || 'the object'}: ${message}`)
  return { ok: false, wrong: `Your JSON does not fit the schema: ${issues.join('; ')}.` }
}
