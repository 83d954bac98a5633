import { decodeJwt, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { claimStrings } from './claim-strings.ts';

/** A user pool whose tokens the API takes. `keys` is jose's createLocalJWKSet or createRemoteJWKSet of its JWKS. */
export type TokenIssuer = { readonly issuer: string; readonly keys: JWTVerifyGetKey };

export type Verdict =
  | { readonly allowed: true; readonly claims: Readonly<Record<string, string>> }
  | { readonly allowed: false; readonly because: 'UNAUTHORIZED' | 'ACCESS_DENIED' };

export type AuthorizerOptions = {
  readonly pools: readonly TokenIssuer[];
  /** The scope that every method asks for. */
  readonly scope: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** The issuer a token claims to be from, only to choose the pool that then has to verify it. */
function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function verified(token: string, { pools, now }: AuthorizerOptions): Promise<JWTPayload | undefined> {
  const issuer = claimedIssuer(token);
  const pool = pools.find((candidate) => candidate.issuer === issuer);
  if (pool === undefined) return undefined;
  try {
    const { payload } = await jwtVerify(token, pool.keys, {
      issuer: pool.issuer,
      algorithms: ['RS256'],
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: 0,
    });
    return payload;
  } catch {
    // Malformed, forged, expired, another key, another algorithm: the caller hears the same of all of them.
    return undefined;
  }
}

const scopesOf = ({ scope }: JWTPayload): string[] => (typeof scope === 'string' ? scope.split(' ') : []);

/**
 * What API Gateway's Cognito user pool authorizer does, with a TTL of 0: each request's token is verified. Since the methods
 * ask for a scope, it takes access tokens only. A token that is not in order is UNAUTHORIZED; one that lacks the scope is
 * ACCESS_DENIED. It does not look at `client_id`: API Gateway does not either, the functions do.
 */
export function createAuthorizer(options: AuthorizerOptions): (header: string | undefined) => Promise<Verdict> {
  return async (header) => {
    // The authorizer takes the token with or without the word Bearer.
    const token = header?.replace(/^bearer +/i, '') ?? '';
    const payload = await verified(token, options);
    if (payload?.token_use !== 'access') return { allowed: false, because: 'UNAUTHORIZED' };
    if (!scopesOf(payload).includes(options.scope)) return { allowed: false, because: 'ACCESS_DENIED' };
    return { allowed: true, claims: claimStrings(payload) };
  };
}
