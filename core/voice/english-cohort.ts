import type { BackgroundData } from './background.ts'
import file from './data/background.json' with { type: 'json' }
import { Cohort } from './scorer.ts'

/**
 * The shipped background of English, ready to score by. Some seven hundred and fifty kilobytes: import this file only where
 * voices are measured or read by.
 */
export const englishCohort = new Cohort(file as unknown as BackgroundData)
