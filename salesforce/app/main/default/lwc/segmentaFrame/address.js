// Where the framed app is.

import APP from '@salesforce/resourceUrl/segmenta';

/**
 * The app's address: the one set, or the one-file edition in the static resource of this org, which needs no other file: a frame without an
 * origin is given none. `null` when the one set is not for a frame.
 */
export function addressOf(set) {
    const wanted = set?.trim();
    if (!wanted) return `${APP}/segmenta.html`;
    const isOwn = wanted.startsWith('/') && !/^\/[/\\]/.test(wanted);
    return isOwn || /^https:\/\/[^/\s]/i.test(wanted) ? wanted : null;
}
