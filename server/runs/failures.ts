import { RunFailure } from './work.ts'

// What a run fails with when its work had no words for it.

export const TOO_LONG = new RunFailure(
  'timed_out',
  'This took longer than half an hour and was stopped. Try again, or with fewer sources or videos.',
  true,
)
export const WITHOUT_WORDS = new RunFailure(
  'internal',
  'This failed again and again for a reason that Ownwords does not know. Try again later; the log of the server says more.',
  true,
)
