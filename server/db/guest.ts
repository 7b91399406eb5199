import { AsyncLocalStorage } from 'node:async_hooks'
import type { GuestRole } from '../../core/contract/member.ts'

/** Somebody who asks in a project that is another account's. */
export interface Guest {
  /** Who asks. */
  accountId: string
  projectId: string
  role: GuestRole
}

/** A guest, and whose project it is. */
interface Visit {
  ownerId: string
  guest: Guest
}

/**
 * Whoever was in a project is so no more, or never was. To who asks it is a missing project: the answer must not tell
 * one from the other.
 */
export class Uninvited extends Error {
  constructor() {
    super('There is no project with this id. It may have been deleted: load the list again.')
    this.name = 'Uninvited'
  }
}

/**
 * That a request is a guest's is known by everything that the request calls or sets going, at any depth and behind any
 * `await`, without being handed on: Node keeps it beside the call stack (`AsyncLocalStorage`). So each of the many places
 * that work `asAccount` works as the guest, also those that were written without a thought of guests, the generator
 * behind an event stream, and those that are still to be written. A parameter could be forgotten in one of them, and
 * that one would show all that the owner has.
 */
const visits = new AsyncLocalStorage<Visit>()

/** What `work` calls, awaits and leaves going works as the guest in the owner's project. */
export const asGuestOf = <Result>(ownerId: string, guest: Guest, work: () => Result): Result =>
  visits.run({ ownerId, guest }, work)

export const currentVisit = (): Visit | undefined => visits.getStore()

/** For work that is nobody's request, whatever happened to wake it. */
export const outsideVisits = <Result>(work: () => Result): Result => visits.exit(work)
