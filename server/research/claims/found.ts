import type { ClaimKind } from '../../../core/contract/findings.ts'

/** A stretch of a source's plain text. */
export interface Place {
  /** Of the material's sources. */
  source: number
  start: number
  end: number
}

/** A side of a claim: what it says, and where, one place a source. */
export interface FoundSide {
  says: string
  places: Place[]
  /** How many speak for it who are not copies of one another. */
  voices: number
}

/** A claim before it is cited. */
export interface FoundClaim {
  kind: ClaimKind
  text: string
  /** The side with most voices first. */
  sides: FoundSide[]
  parts: string | null
  /** Higher comes first. */
  weight: number
}
