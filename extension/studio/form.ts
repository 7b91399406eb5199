/** What the panel and the page say to each other about Studio's form. The page's side is parsed by shapes.ts. */

export type FieldName = 'title' | 'description' | 'tags'

/**
 * A way to a field. ids: the ids that Studio has had for years · parts: the names of its elements · labels: what the
 * field is called · counters: the limit that stands below it, in whatever language.
 */
export type Leg = 'ids' | 'parts' | 'labels' | 'counters'

/** What a way came to. several: more than one, and nothing says which. */
export type Tried = { leg: Leg; outcome: 'found' | 'none' | 'hidden' | 'readonly' | 'several' }

export type Seen<Value> =
  | { state: 'there'; value: Value; tried: Tried[] }
  /** hidden: behind "Show more", as a rule · readonly: Studio lets nobody write there now. */
  | { state: 'missing' | 'hidden' | 'readonly' | 'several'; tried: Tried[] }

/** The form as it is now. */
export interface StudioForm {
  got: 'form'
  url: string
  title: Seen<string>
  description: Seen<string>
  tags: Seen<string[]>
}

/** What a field has, as the creator was shown it, and what it shall have. */
export interface Change<Value> {
  before: Value
  after: Value
}

export interface Changes {
  title?: Change<string>
  description?: Change<string>
  tags?: Change<string[]>
}

/** What came of one field. */
export type FieldOutcome =
  | { outcome: 'put' }
  /** It has other words than the creator was shown: nothing was written. */
  | { outcome: 'changed' }
  | { outcome: 'missing' | 'hidden' | 'readonly' | 'several' }
  /** Studio did not keep what was written; what was there before was put back as far as it let us. */
  | { outcome: 'not_taken' }
  /** The page went on to something else before this field's turn. */
  | { outcome: 'navigated_away' }

export interface PutAnswer {
  got: 'put'
  url: string
  fields: Partial<Record<FieldName, FieldOutcome>>
}

/** Another video's form, or none: nothing was read or written. */
export interface Elsewhere {
  got: 'elsewhere'
  url: string
}

export type StudioQuestion =
  | { ask: 'look'; videoId: string }
  | { ask: 'put'; videoId: string; changes: Changes }
export type StudioAnswer = StudioForm | PutAnswer | Elsewhere
