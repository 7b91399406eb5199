import { ApiError } from './problem.ts'

/**
 * Makes every string of a parsed body one that PostgreSQL can hold, in place.
 * - U+0000 is refused: no column can hold it, and taking it out here would move every quote's position and
 *   break the content's hash.
 * - Half of a surrogate pair (an emoji cut in two) becomes U+FFFD, as UTF-8 has it anyway: one character for
 *   one, and the same SHA-256, because TextEncoder did the same before hashing.
 */
export function storable(value: unknown, path: string[] = []): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0'))
      throw new ApiError(
        'invalid_request',
        'The text holds the character U+0000, which cannot be stored. Take it out before hashing, and send again.',
        { fields: [{ path: path.join('.'), message: 'Holds U+0000' }] },
      )
    return value.isWellFormed() ? value : value.toWellFormed()
  }
  if (typeof value !== 'object' || value === null) return value
  // Parsed by a schema before: its keys are the schema's, and it is no deeper than the schema.
  const fields = value as Record<string, unknown>
  for (const key of Object.keys(fields)) fields[key] = storable(fields[key], [...path, key])
  return fields
}

/** Whether a time is one that a database can hold and a creator can mean: the year 0 is neither. */
export function isOfThisCentury(at: string): boolean {
  const year = new Date(at).getUTCFullYear()
  return year >= 2000 && year < 2100
}

/** Refuses any other. A clock that is wrong by centuries would make everything that follows look older. */
export function storableTime(path: string, at: string): void {
  if (isOfThisCentury(at)) return
  const message = 'This time is not of this century: set the clock right and try again.'
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}
