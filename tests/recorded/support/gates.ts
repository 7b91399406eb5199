import type { Page } from 'playwright-core'
import type { DecisionDraft } from '../../../core/contract/decision.ts'
import { called, wordsOf } from './panel.ts'

/** What the panel decided, in order. */
export const decided = async (page: Page): Promise<Omit<DecisionDraft, 'id'>[]> =>
  ((await called(page, 'decisions.decide')) as [Omit<DecisionDraft, 'id'>][]).map(([draft]) => draft)
export const card = (page: Page, name: RegExp) => page.getByRole('article', { name })
/** Of the beats that show. */
export const titles = (page: Page) => page.locator('.planned__title bdi').allTextContents()
/** What screen readers heard last. */
export const spoken = (page: Page) => wordsOf(page.locator('p[role=status].unseen').last())
