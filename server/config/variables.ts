import { z } from 'zod'

// What variables take, in words that go on from “it takes …”.

export const webAddress = (example: string) =>
  z
    .string()
    .refine(
      value => z.url({ protocol: /^https?$/ }).safeParse(value).success,
      `an address such as ${example}`,
    )
    .optional()

/** A whole number, or off for none. */
export const tokenLimit = z
  .string()
  .regex(/^([1-9]\d{0,11}|off)$/, 'a whole number of tokens, or off')
  .transform(value => (value === 'off' ? null : Number(value)))
  .optional()

export const dollarLimit = z
  .string()
  .refine(value => value === 'off' || isAmount(value, 0), 'an amount in US dollars such as 2.50, or off')
  .transform(value => (value === 'off' ? null : Number(value)))
  .optional()

export const price = z
  .string()
  .refine(value => isAmount(value), 'US dollars for a million tokens, such as 0.25')
  .transform(Number)
  .optional()

function isAmount(value: string, above = -1): boolean {
  return /^\d{1,6}(\.\d{1,6})?$/.test(value) && Number(value) > above
}

/** A way of one variable beside others that is not usable, as one sentence. Reading goes on, to tell all at once. */
export type Complain = (variable: string, sentence: string) => void
