import { createHash } from 'node:crypto'
import type { Chat, Message, ReplyOptions } from './chat.ts'

/**
 * SHA-256 of what is asked: the server, the model, the messages, and whatever else the answer depends on (the form that
 * is asked for, settings, tools). What is only said to whoever counts or listens is not in it, nor is the fence.
 */
export function requestKey(
  { baseUrl, model }: Pick<Chat, 'baseUrl' | 'model'>,
  messages: readonly Message[],
  options: Partial<ReplyOptions>,
): string {
  const asked = JSON.stringify(ordered([baseUrl, model, messages, extrasOf(options)]))
  return createHash('sha256')
    .update(options.fence ? asked.replaceAll(options.fence, '⟨fence⟩') : asked)
    .digest('hex')
}

/** What goes to the model beside the messages. */
export function extrasOf(options: Partial<ReplyOptions>): Record<string, unknown> {
  const { signal, heard, step, expect, fence, fresh, keep, keptFor, ...extras } = options
  return extras
}

/** Objects with their keys in order, since nobody promises one. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  )
}
