using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals;

/// <summary>How the answer of an agency came to the member of staff who records it.</summary>
public record ReferralAnswerInput
{
    /// <summary>Who spoke for the agency.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? AnsweredBy { get; init; }

    /// <summary>When; now when absent.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How: <c>phone</c>, <c>letter</c>.</summary>
    [Text(ReferralStep.MaxMethod, Min = 1)]
    public string? Method { get; init; }

    /// <summary>The agency's own number for it.</summary>
    [Text(ReferralStep.MaxReference, Min = 1)]
    public string? Reference { get; init; }

    internal ReferralAnswer ToAnswer() => new() { By = AnsweredBy, At = AnsweredAt, Method = Method, Reference = Reference };
}
