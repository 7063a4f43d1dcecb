#include "fake_driver.h"

#include <cstdlib>
#include <sstream>

#include <jni.h>

namespace fake {

Driver driver;
thread_local void *currentContext = nullptr;

namespace {

// After these the context is of no more use.
bool isSticky(Code code) {
    return code == 214 || code == 220 || code == 700 || code == 702 || (code >= 714 && code <= 719) || code == 999;
}

std::vector<std::string> split(const std::string &text, char separator) {
    std::vector<std::string> parts;
    std::stringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) {
        parts.push_back(part);
    }
    return parts;
}

Fault fault(const std::string &order) {
    std::vector<std::string> parts = split(order, ':');
    Fault fault;
    fault.function = parts[0];
    fault.code = std::stoi(parts.at(1));
    fault.first = parts.size() > 2 ? std::stoi(parts[2]) : 1;
    fault.times = parts.size() > 3 ? std::stoi(parts[3]) : 1;
    return fault;
}

} // namespace

void configure(const std::string &orders) {
    driver.devices = 1;
    driver.init = SUCCESS;
    driver.memory = size_t(1) << 30;
    driver.isHanging = false;
    driver.corrupted = 0;
    driver.copies = 0;
    driver.faults.clear();
    for (const std::string &order : split(orders, ',')) {
        size_t middle = order.find('=');
        std::string key = order.substr(0, middle);
        std::string value = middle == std::string::npos ? "" : order.substr(middle + 1);
        if (key == "devices") {
            driver.devices = std::stoi(value);
        } else if (key == "init") {
            driver.init = std::stoi(value);
        } else if (key == "memory") {
            driver.memory = std::stoul(value) << 20;
        } else if (key == "corrupt") {
            driver.corrupted = std::stoi(value);
        } else if (key == "hang") {
            driver.isHanging = true;
        } else if (key == "fail") {
            driver.faults.push_back(fault(value));
        } else {
            fprintf(stderr, "fake driver: %s is no order\n", key.c_str());
            abort();
        }
    }
}

Code check(const char *function) {
    if (!driver.isInitialized) {
        return NOT_INITIALIZED;
    }
    if (driver.sticky != SUCCESS) {
        return driver.sticky;
    }
    for (Fault &fault : driver.faults) {
        if (fault.function == function) {
            fault.calls++;
            if (fault.calls >= fault.first && fault.calls < fault.first + fault.times) {
                driver.sticky = isSticky(fault.code) ? fault.code : SUCCESS;
                return fault.code;
            }
        }
    }
    return SUCCESS;
}

Code finish(Stream &stream) {
    std::vector<std::function<Code()>> work;
    work.swap(stream.work);
    for (const std::function<Code()> &piece : work) {
        Code code = driver.sticky != SUCCESS ? driver.sticky : piece();
        if (code != SUCCESS) {
            driver.sticky = isSticky(code) ? code : SUCCESS;
            return code;
        }
    }
    return driver.sticky;
}

Code finishAll() {
    Code worst = SUCCESS;
    for (auto &stream : driver.streams) {
        Code code = finish(stream.second);
        worst = code != SUCCESS ? code : worst;
    }
    return worst;
}

bool isOnDevice(uint64_t address, size_t bytes) {
    auto behind = driver.allocations.upper_bound(address);
    if (behind == driver.allocations.begin()) {
        return false;
    }
    --behind;
    return address + bytes <= behind->first + behind->second;
}

Code toHost(void *target, uint64_t source, size_t bytes) {
    if (!isOnDevice(source, bytes)) {
        return ILLEGAL_ADDRESS;
    }
    memcpy(target, reinterpret_cast<void *>(source), bytes);
    driver.copies++;
    if (driver.corrupted != 0 && driver.copies >= driver.corrupted) {
        for (size_t i = 0; i < bytes; i += 8) {
            static_cast<unsigned char *>(target)[i] ^= 1;
        }
    }
    return SUCCESS;
}

void reset() {
    std::lock_guard<std::recursive_mutex> lock(driver.mutex);
    driver.streams.clear();
    for (auto &allocation : driver.allocations) {
        free(reinterpret_cast<void *>(allocation.first));
    }
    driver.allocations.clear();
    driver.used = 0;
    driver.sticky = SUCCESS;
}

} // namespace fake

// For tests in a process that has loaded this library itself. A context that an earlier test has spoiled is sound again.
extern "C" JNIEXPORT void JNICALL Java_dev_weir_batch_cuda_FakeDriver_order(JNIEnv *env, jclass, jstring orders) {
    std::lock_guard<std::recursive_mutex> lock(fake::driver.mutex);
    const char *characters = env->GetStringUTFChars(orders, nullptr);
    fake::configure(characters);
    env->ReleaseStringUTFChars(orders, characters);
    fake::driver.sticky = fake::SUCCESS;
}

// Takes back all that was not given back.
extern "C" JNIEXPORT void JNICALL Java_dev_weir_batch_cuda_FakeDriver_forget(JNIEnv *, jclass) {
    fake::reset();
    std::lock_guard<std::recursive_mutex> lock(fake::driver.mutex);
    for (void *memory : fake::driver.pinned) {
        free(memory);
    }
    fake::driver.pinned.clear();
}

// How many bytes of the device are in use.
extern "C" JNIEXPORT jlong JNICALL Java_dev_weir_batch_cuda_FakeDriver_used(JNIEnv *, jclass) {
    std::lock_guard<std::recursive_mutex> lock(fake::driver.mutex);
    return static_cast<jlong>(fake::driver.used);
}

// How many pieces of pinned memory are in use.
extern "C" JNIEXPORT jlong JNICALL Java_dev_weir_batch_cuda_FakeDriver_pinned(JNIEnv *, jclass) {
    std::lock_guard<std::recursive_mutex> lock(fake::driver.mutex);
    return static_cast<jlong>(fake::driver.pinned.size());
}
