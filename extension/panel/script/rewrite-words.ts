import type { RewriteHow } from '../../../core/contract/draft.ts'

/** Ways of having a sentence written otherwise. */
export const rewriteNames: Record<RewriteHow, string> = {
  shorter: 'Shorter',
  clearer: 'Clearer',
  more_like_me: 'More like me',
  warmer: 'Warmer',
  example: 'Add an example',
  own_order: 'My own order…',
}

export const rewriteOrder = [
  'shorter',
  'clearer',
  'more_like_me',
  'warmer',
  'example',
  'own_order',
] as const satisfies RewriteHow[]
