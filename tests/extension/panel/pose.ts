import type { Page } from 'playwright-core'
import type { scenarios } from './scenarios.ts'

/** A scenario with something done in it: what opens, drops down or answers is looked at as well. */
export interface Pose {
  scenario: keyof typeof scenarios
  strike: (page: Page) => Promise<unknown>
}
