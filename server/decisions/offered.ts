import { isDeepStrictEqual } from 'node:util'
import type { TransactionSql } from 'postgres'
import type { Decision, DecisionDraft, Gate, Offer, Option } from '../../core/contract/decision.ts'
import { ApiError } from '../http/problem.ts'
import { offersAt } from './offers-store.ts'

export interface OfferedOption {
  option: Option
  offer: Offer
}

/** The options of a project that a decision is made of. @throws ApiError where one of them was never offered at the gate */
export async function offeredOptions(
  tx: TransactionSql,
  projectId: string,
  gate: Gate,
  ids: string[],
): Promise<OfferedOption[]> {
  if (ids.length === 0) return []
  const offers = await offersAt(tx, projectId, gate)
  return ids.map(id => {
    for (const offer of offers) {
      const option = offer.options.find(each => each.id === id)
      if (option) return { option, offer }
    }
    throw refused('optionIds', `No such option was offered for the ${gate}. Load the offers again.`)
  })
}

/**
 * How it was decided, as it is: what is as it was offered was taken, and what differs was edited, whoever calls it what.
 * @throws ApiError where the options do not fit what it is said to be
 */
export function checkedHow(
  { how, optionIds, content }: DecisionDraft,
  options: OfferedOption[],
): Decision['how'] {
  if (new Set(optionIds).size !== optionIds.length) throw refused('optionIds', 'An option is there twice.')
  if (how === 'own') {
    if (options.length > 0) throw refused('optionIds', 'What is the creator’s own is made of no option.')
    return how
  }
  if (how === 'mixed') {
    if (options.length < 2) throw refused('optionIds', 'A mix is made of two options or more.')
    return how
  }
  if (options.length !== 1) throw refused('optionIds', 'Name the one option that it is made of.')
  return isDeepStrictEqual(options[0]!.option.content, content) ? 'taken' : 'edited'
}

const refused = (path: string, message: string) =>
  new ApiError('invalid_request', message, { fields: [{ path, message }] })
