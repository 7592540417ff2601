/** A stretch of message text. Newlines, bullets (`• `) and quotes (`> `) at line starts are part of `text`. */
export type Span =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold?: true;
      readonly italic?: true;
      readonly strike?: true;
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'block'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  /** `users/123`, or `users/all` for everyone; `label` is what the plain text shows. */
  | { readonly kind: 'mention'; readonly user: string; readonly label: string }
  | { readonly kind: 'emoji'; readonly name: string; readonly uid: string };

/** The text of a message, before it is written out in one of the syntaxes. */
export type RichText = readonly Span[];

/** Syntaxes of `markupSyntax`. */
export type Syntax = 'chat' | 'markdown';
