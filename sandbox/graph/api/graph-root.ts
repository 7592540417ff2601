/** Root of the API, as contexts and links name it. */
export const root = 'https://graph.microsoft.com/v1.0';
