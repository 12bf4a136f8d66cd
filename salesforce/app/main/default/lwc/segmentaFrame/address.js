// Where the framed app is.

import APP from '@salesforce/resourceUrl/segmenta';

/** The app's address: the one set, or the static resource of this org. `null` when the one set is not for a frame. */
export function addressOf(set) {
    const wanted = set?.trim();
    if (!wanted) return `${APP}/index.html`;
    const isOwn = wanted.startsWith('/') && !/^\/[/\\]/.test(wanted);
    return isOwn || /^https:\/\/[^/\s]/i.test(wanted) ? wanted : null;
}
