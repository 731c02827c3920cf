using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training;

/// <summary>Training that is booked, or has taken place: give <c>bookedFor</c> or <c>completedOn</c>.</summary>
public record TrainingDraft
{
    /// <summary>The school that keeps the record: one where this person works, worked or will work.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Whose training it is.</summary>
    public required Guid StaffId { get; init; }
    public required TrainingType Type { get; init; }

    /// <summary>The day of the course.</summary>
    public DateOnly? BookedFor { get; init; }

    /// <summary>The day on which it was completed; the record is then completed at once.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>The last day, when it ends sooner than the school's policy says of the type.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Who trains or checks.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? Provider { get; init; }

    /// <summary>As printed on the certificate.</summary>
    [Text(TrainingRecord.CertificateNumberMax, Min = 1)]
    public string? CertificateNumber { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}

/// <summary>What can be revised of a booking.</summary>
public sealed record TrainingEdit
{
    /// <summary>The day of the course.</summary>
    public required DateOnly BookedFor { get; init; }

    /// <summary>Who trains or checks.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? Provider { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }

    internal static TrainingEdit Of(TrainingRecord record) => new()
    {
        BookedFor = record.BookedFor ?? record.CompletedOn ?? default,
        Provider = record.Provider,
        Note = record.Note,
    };
}
