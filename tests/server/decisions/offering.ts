import { Branch, type Content, type Gate, Offer, Ways } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/id.ts'
import { Run, type RunEvent } from '../../../core/contract/run.ts'
import { openTalk } from '../conversation/talk.ts'
import type { Answer } from '../model/wire-server.ts'
import { tidal } from '../research/fixtures.ts'
import { article, knowledge } from '../support/captures.ts'
import type { RunsOfItsOwn } from '../support/runs.ts'

/** A creator with the real works, who has options made and decides on them. */
export async function openOffering(
  own: RunsOfItsOwn,
  model: Answer | null,
  budget?: Parameters<typeof openTalk>[2],
) {
  const talk = await openTalk(own, model, budget)
  const { ask, projectId, over, clip } = talk
  const { openId } = Ways.parse(await ask(`/projects/${projectId}/ways`))
  const offers = async (branchId = openId) =>
    Offer.array().parse((await ask(`/branches/${branchId}/offers`)).offers)
  return {
    ...talk,
    branchId: openId,
    offers,
    begin: (gate: Gate, wish: string | null = null, branchId = openId, id = newId()) =>
      ask(`/branches/${branchId}/offers`, 'POST', { id, gate, wish }),
    /** Has options made and waits for them. */
    async offered(
      gate: Gate,
      wish: string | null = null,
      branchId = openId,
    ): Promise<{ offer: Offer; events: RunEvent[] }> {
      const { id } = Run.parse(await ask(`/branches/${branchId}/offers`, 'POST', { id: newId(), gate, wish }))
      const events = await over(id)
      const offer = (await offers(branchId)).find(each => each.id === id)
      if (!offer) throw new Error(`No offer: ${JSON.stringify(events.at(-1))}`)
      return { offer, events }
    },
    async decide(content: Content, optionIds: string[] = [], branchId = openId): Promise<Branch> {
      const how = optionIds.length === 0 ? 'own' : optionIds.length === 1 ? 'taken' : 'mixed'
      return Branch.parse(
        await ask(`/branches/${branchId}/decisions`, 'POST', { id: newId(), how, optionIds, content }),
      )
    },
    plan: (targetSeconds: number) =>
      ask(`/projects/${projectId}/plan`, 'PUT', { targetSeconds, voiceId: null }),
    /** Three texts of ours about one tidal plant. */
    async clipTides(): Promise<void> {
      for (const [i, { title, text }] of tidal().entries()) {
        const url = `https://paper${i}.example/story`
        await clip(
          await article(projectId, { title, text, url, canonicalUrl: url, author: null, site: `Paper ${i}` }),
        )
      }
    },
    async tell(text: string, question: string | null = null): Promise<void> {
      await clip(await knowledge(projectId, { text, question }))
    },
    async findClaims(): Promise<void> {
      const id = newId()
      await ask(`/projects/${projectId}/findings`, 'POST', { id })
      await over(id)
    },
  }
}
