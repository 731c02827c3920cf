using FluentValidation;
using FluentValidation.Results;
using MediatR;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>Runs the request's validators: what the contract's schema can say, all faults at once.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = new List<ValidationFailure>();
        foreach (var validator in validators)
        {
            failures.AddRange((await validator.ValidateAsync(request, cancellationToken)).Errors);
        }

        return failures.Count == 0
            ? await next()
            : Refusal<TResponse>.Of(CommonErrors.ValidationFailed with { Faults = [.. failures.Select(ValidationFaults.ToFault)] });
    }
}

/// <summary>FluentValidation's failures as faults with RFC 6901 pointers.</summary>
public static class ValidationFaults
{
    public static Fault ToFault(ValidationFailure failure) => new(Pointer(failure.PropertyName), Code(failure.ErrorCode), failure.ErrorMessage);

    /// <summary><c>Participants[0].PupilId</c> becomes <c>/participants/0/pupilId</c>.</summary>
    public static string Pointer(string path) =>
        string.Concat(path.Split('.', '[').Select(s => s.TrimEnd(']')).Where(s => s.Length > 0).Select(s => "/" + char.ToLowerInvariant(s[0]) + s[1..]));

    private static string Code(string validator) => validator switch
    {
        "NotEmptyValidator" or "NotNullValidator" => "required",
        "MaximumLengthValidator" or "LengthValidator" => "too-long",
        "MinimumLengthValidator" => "too-short",
        "MaxItemsValidator" => "too-many",
        "RegularExpressionValidator" => "pattern",
        _ when validator.EndsWith("Validator", StringComparison.Ordinal) => "out-of-range",
        _ => validator,
    };
}
