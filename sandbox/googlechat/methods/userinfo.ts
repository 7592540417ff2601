import { GoogleError } from '../api/google-error.ts';
import { method, type Method } from '../api/method.ts';

/** Who signed in: oauth2.userinfo.get. */
export const userinfoMethods: readonly Method[] = [
  method({
    id: 'oauth2.userinfo.get',
    rpc: 'google.identity.oauth2.OAuth2Service.GetUserInfo',
    verb: 'GET',
    host: 'www.googleapis.com',
    path: '/oauth2/v2/userinfo',
    form: 'legacy',
    quota: 'PeopleReads',
    scopes: { user: ['openid', 'userinfo.email', 'userinfo.profile'] },
    parameters: {},
    handle({ store, caller }) {
      const user = store.directory.get(caller.id);
      if (user === undefined) throw new GoogleError('UNAUTHENTICATED', 'Invalid Credentials');
      const email = { email: user.primaryEmail, verified_email: true, hd: user.primaryEmail.split('@')[1] };
      const { givenName, familyName, fullName } = user.name;
      const profile = {
        name: fullName,
        given_name: givenName,
        family_name: familyName,
        picture: user.thumbnailPhotoUrl,
      };
      return {
        id: user.id,
        ...(caller.scopes.has('userinfo.email') ? email : {}),
        ...(caller.scopes.has('userinfo.profile') ? profile : {}),
      };
    },
  }),
];
