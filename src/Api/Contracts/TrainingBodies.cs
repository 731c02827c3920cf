using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Api.Contracts;

/// <summary>When training was completed.</summary>
public sealed record CompleteTrainingRecordBody
{
    /// <summary>Today or earlier.</summary>
    public required DateOnly CompletedOn { get; init; }

    /// <summary>The last day, when it ends sooner than the school's policy says of the type.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>As printed on the certificate.</summary>
    [Text(TrainingRecord.CertificateNumberMax, Min = 1)]
    public string? CertificateNumber { get; init; }
}

/// <summary>Why a booking is taken back.</summary>
public sealed record CancelTrainingRecordBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why training counts no longer, and from when.</summary>
public sealed record RevokeTrainingRecordBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>The first day on which it counts no longer; today when absent, the day of completion when it never counted.</summary>
    public DateOnly? RevokedOn { get; init; }
}
