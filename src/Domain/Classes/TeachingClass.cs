using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Classes;

public readonly record struct TeachingClassId(Guid Value) : ITypedId<TeachingClassId>
{
    public static TeachingClassId From(Guid value) => new(value);
}

/// <summary>What a class is for.</summary>
public enum TeachingClassKind
{
    /// <summary>A registration or tutor group, or a primary school's class.</summary>
    Registration,

    /// <summary>A group taught a subject.</summary>
    Teaching,
}

/// <summary>A class of one school. It comes with the roster; nobody edits it here.</summary>
public sealed class TeachingClass : AggregateRoot<TeachingClassId>, ISchoolOwned
{
    public const int NameMax = 200;
    public const int CodeMax = 50;

    private readonly List<ClassMember> _members = [];
    private readonly List<ClassTeacher> _teachers = [];

    private TeachingClass(TrustId trustId, TeachingClassId id, DateTimeOffset now) : base(trustId, id, now) { }

    private TeachingClass() { }

    public SchoolId SchoolId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Code { get; private set; }
    public TeachingClassKind Kind { get; private set; }

    /// <summary>The academic year, when it is a class of one.</summary>
    public AcademicYear? AcademicYear { get; private set; }

    public IReadOnlyCollection<ClassMember> Members => _members;
    public IReadOnlyCollection<ClassTeacher> Teachers => _teachers;

    public static TeachingClass Open(TrustId trustId, SchoolId school, string name, string? code, TeachingClassKind kind, AcademicYear? academicYear, DateTimeOffset now) =>
        new(trustId, new TeachingClassId(Guid.CreateVersion7(now)), now)
        {
            SchoolId = school,
            Name = name,
            Code = code,
            Kind = kind,
            AcademicYear = academicYear,
        };

    /// <summary>Both days included; open without an end.</summary>
    public void Add(PupilId pupil, DateOnly startsOn, DateOnly? endsOn) => _members.Add(new ClassMember(TrustId, Id, pupil, startsOn, endsOn));

    public void Add(StaffId teacher, DateOnly startsOn, DateOnly? endsOn) => _teachers.Add(new ClassTeacher(TrustId, Id, teacher, startsOn, endsOn));
}

/// <summary>A pupil's time in a class.</summary>
public sealed class ClassMember : IPartOf<TeachingClass>
{
    internal ClassMember(TrustId trustId, TeachingClassId classId, PupilId pupilId, DateOnly startsOn, DateOnly? endsOn) =>
        (TrustId, ClassId, PupilId, StartsOn, EndsOn) = (trustId, classId, pupilId, startsOn, endsOn);

    private ClassMember() { }

    Guid IPart.RootId => ClassId.Value;

    public TrustId TrustId { get; private set; }
    public TeachingClassId ClassId { get; private set; }
    public PupilId PupilId { get; private set; }
    public TeachingClass Class { get; private set; } = null!;
    public DateOnly StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
}

/// <summary>A teacher's time with a class.</summary>
public sealed class ClassTeacher : IPartOf<TeachingClass>
{
    internal ClassTeacher(TrustId trustId, TeachingClassId classId, StaffId staffId, DateOnly startsOn, DateOnly? endsOn) =>
        (TrustId, ClassId, StaffId, StartsOn, EndsOn) = (trustId, classId, staffId, startsOn, endsOn);

    private ClassTeacher() { }

    Guid IPart.RootId => ClassId.Value;

    public TrustId TrustId { get; private set; }
    public TeachingClassId ClassId { get; private set; }
    public StaffId StaffId { get; private set; }
    public TeachingClass Class { get; private set; } = null!;
    public DateOnly StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
}
