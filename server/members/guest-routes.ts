import type { GuestRole } from '../../core/contract/member.ts'

/**
 * What a guest may ask, route by route; whatever is not here is the owner's alone. It is here so that a guest gets
 * words instead of nothing. What a guest can see and change is decided by the database (migrations/0013_teams.sql): a
 * line too many here would open nothing.
 *
 * `reader`: changes nothing, whatever its method is · `editor`: changes something
 */
const routes: Record<string, GuestRole> = {
  'GET /capabilities': 'reader',
  'PUT /projects/{id}': 'editor',
  'GET /projects/{id}/members': 'reader',
  // Of oneself: whoever leaves.
  'DELETE /projects/{id}/members/{accountId}': 'reader',

  'GET /projects/{id}/sources': 'reader',
  'PUT /sources/{id}': 'editor',
  'GET /sources/{id}': 'reader',
  'DELETE /sources/{id}': 'editor',
  'POST /sources/{id}/restore': 'editor',
  'GET /sources/{id}/versions': 'reader',
  'GET /sources/{id}/versions/{version}': 'reader',
  'PUT /sources/{id}/check': 'editor',
  'PUT /sources/{id}/tags': 'editor',
  'POST /youtube/transcripts': 'editor',
  'POST /search': 'reader',
  'GET /search/facets': 'reader',
  'GET /tiers': 'reader',

  'POST /projects/{id}/briefs': 'editor',
  'GET /projects/{id}/brief': 'reader',
  'GET /briefs/{id}': 'reader',
  'POST /projects/{id}/findings': 'editor',
  'GET /projects/{id}/findings': 'reader',
  'GET /findings/{id}': 'reader',
  'POST /estimates': 'reader',
  'GET /projects/{id}/runs': 'reader',
  'GET /runs/{id}': 'reader',
  'POST /runs/{id}/cancel': 'editor',
  'POST /runs/{id}/retry': 'editor',
  'GET /runs/{id}/events': 'reader',

  'POST /projects/{id}/turns': 'editor',
  'GET /projects/{id}/turns': 'reader',
  'GET /turns/{id}': 'reader',
  'GET /projects/{id}/proposals': 'reader',
  'PUT /proposals/{id}/decision': 'editor',
  'GET /projects/{id}/notes': 'reader',
  'PUT /notes/{id}': 'editor',
  'DELETE /notes/{id}': 'editor',
  'POST /projects/{id}/interviews': 'editor',
  'GET /projects/{id}/interview': 'reader',
  'PUT /projects/{id}/activity': 'editor',
  'GET /projects/{id}/receipt': 'reader',

  'GET /projects/{id}/ways': 'reader',
  'PUT /projects/{id}/plan': 'editor',
  'POST /projects/{id}/branches': 'editor',
  'PUT /branches/{id}': 'editor',
  'POST /branches/{id}/open': 'editor',
  'POST /branches/{id}/offers': 'editor',
  'GET /branches/{id}/offers': 'reader',
  'POST /branches/{id}/decisions': 'editor',
  'GET /projects/{id}/decisions': 'reader',
  'GET /branches/{id}/script': 'reader',
  'POST /branches/{id}/changes': 'editor',
  'GET /branches/{id}/changes': 'reader',
  'GET /branches/{id}/changes/stream': 'reader',
  'POST /branches/{id}/recheck': 'editor',
  'GET /branches/{id}/points': 'reader',
  'POST /branches/{id}/points': 'editor',
  'GET /points/{id}': 'reader',
  'GET /branches/{id}/check': 'reader',
  'POST /branches/{id}/drafts': 'editor',
  'GET /branches/{id}/drafts': 'reader',
  'POST /branches/{id}/rewrites': 'editor',
  'GET /rewrites/{id}': 'reader',

  // The voice of the project's plan, of all of its owner's.
  'GET /voices': 'reader',
  'GET /voices/{id}': 'reader',
  'GET /voices/{id}/versions': 'reader',
  'GET /voices/{id}/versions/{version}': 'reader',
  'POST /voices/{id}/steering': 'reader',
}

/** As the description of the API writes them. */
export const GUEST_ROUTES: ReadonlyMap<string, GuestRole> = new Map(Object.entries(routes))
