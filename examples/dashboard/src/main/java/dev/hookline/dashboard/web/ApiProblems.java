package dev.hookline.dashboard.web;

import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.dashboard.request.UnknownJobException;
import dev.hookline.job.JobStoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Answers a program whose request failed with problem details (RFC 9457). A person is shown a page instead. */
@RestControllerAdvice
class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    /** Thrown again, an exception is handled as if this method were not there. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> handle(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (!request.getRequestURI().startsWith("/api/")) {
            throw failure;
        }
        return response.isCommitted() ? null : answer(understood(failure));
    }

    /** A form with files that the container could not take apart is a fault of the request. */
    private static Exception understood(Exception failure) {
        if (failure instanceof MaxUploadSizeExceededException) {
            return InvalidRequestException.bodyTooLarge("is larger than all photos of a job can be together");
        }
        return failure instanceof MultipartException
                ? new InvalidRequestException("body", "malformed", "must be a whole form with files")
                : failure;
    }

    private static ResponseEntity<ProblemDetail> answer(Exception failure) {
        if (failure instanceof InvalidRequestException invalid) {
            HttpStatus status = invalid.isTooLarge() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.getMessage());
            problem.setProperty("errors", invalid.errors());
            return answer(problem, HttpHeaders.EMPTY);
        }
        if (failure instanceof UnknownJobException) {
            return answer(
                    ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, failure.getMessage()), HttpHeaders.EMPTY);
        }
        if (failure instanceof ErrorResponse known) {
            return answer(known.getBody(), known.getHeaders());
        }
        return answer(unexpected(failure), HttpHeaders.EMPTY);
    }

    private static ProblemDetail unexpected(Exception failure) {
        LOG.atError().setCause(failure).log("A request failed");
        return failure instanceof JobStoreException
                ? ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The job store cannot be reached; try again in a while")
                : ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, "The request failed; the server's log says why");
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
