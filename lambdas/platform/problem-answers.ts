import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { Problem } from '#/domain/api/problems.ts';
import { problemAnswer } from './answer.ts';

/** Turns every error into a problem document; one that is no Problem says nothing of what happened inside. */
export const answerProblems = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { error, event } = request;
    const { type, extra } = error instanceof Problem ? error : new Problem('internal');
    request.response = problemAnswer(type, extra, event.requestContext.requestId);
  },
});
