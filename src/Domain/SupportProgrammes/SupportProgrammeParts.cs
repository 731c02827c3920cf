using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>One pupil's place in a programme.</summary>
public sealed class SupportProgrammePupil : IPartOf<SupportProgramme>
{
    internal SupportProgrammePupil(SupportProgramme programme, PupilId pupilId) =>
        (TrustId, SupportProgrammeId, PupilId) = (programme.TrustId, programme.Id, pupilId);

    private SupportProgrammePupil() { }

    public TrustId TrustId { get; private set; }
    public SupportProgrammeId SupportProgrammeId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; internal set; }

    /// <summary>Since when the pupil takes part; null until the programme starts.</summary>
    public DateOnly? JoinedOn { get; internal set; }

    /// <summary>The day on which the pupil left a programme that goes on; null while the pupil belongs to it.</summary>
    public DateOnly? LeftOn { get; internal set; }

    /// <summary>The measure before.</summary>
    public Guid? StartAssessmentId { get; internal set; }

    /// <summary>The measure after.</summary>
    public Guid? EndAssessmentId { get; internal set; }

    Guid IPart.RootId => SupportProgrammeId.Value;
}

/// <summary>The time during which a programme is with one practitioner.</summary>
public sealed class SupportProgrammeAllocation : IPartOf<SupportProgramme>
{
    internal SupportProgrammeAllocation(SupportProgramme programme, int position, StaffId practitionerId, DateOnly fromOn, string? handoverNote)
    {
        (TrustId, SupportProgrammeId, Position) = (programme.TrustId, programme.Id, position);
        (PractitionerId, FromOn, HandoverNote) = (practitionerId, fromOn, Guard.OptionalText(handoverNote, Limits.Text));
    }

    private SupportProgrammeAllocation() { }

    public TrustId TrustId { get; private set; }
    public SupportProgrammeId SupportProgrammeId { get; private set; }

    /// <summary>From 0, the first practitioner.</summary>
    public int Position { get; private set; }
    public StaffId PractitionerId { get; private set; }
    public DateOnly FromOn { get; private set; }

    /// <summary>The day on which it became another's or the programme was over, so that the next can begin on it; null while it holds.</summary>
    public DateOnly? UntilOn { get; internal set; }

    /// <summary>What this practitioner was told when the programme was handed over.</summary>
    public string? HandoverNote { get; private set; }

    Guid IPart.RootId => SupportProgrammeId.Value;
}
