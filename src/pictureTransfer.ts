/** What the gallery puts on the clipboard, or into a drag: JSON, a list of `PictureId`. */
export const picturesType = 'application/vnd.z-image.pictures';

/** So many can be carried at once: a document with more of them in one place is hardly meant. */
export const mostCarried = 24;
