import type { AccountWorld } from '../panel/account/account-world.ts'
import type { TeamWorld } from '../panel/team/team-world.ts'
import type { AccountDeps } from './account.ts'
import type { TeamDeps } from './team.ts'

/** The creator's account and those they work with, each loaded when it is first wanted, and once. */
export function latePeople(deps: AccountDeps & TeamDeps) {
  let account: Promise<AccountWorld> | null = null
  let team: Promise<TeamWorld> | null = null
  return {
    account(): Promise<AccountWorld> {
      account ??= import('./account.ts').then(({ accountWorld }) => accountWorld(deps))
      return account
    },
    team(): Promise<TeamWorld> {
      team ??= import('./team.ts').then(({ teamWorld }) => teamWorld(deps))
      return team
    },
  }
}
